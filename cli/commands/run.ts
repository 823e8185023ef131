import { fargateProblems } from "../../environments/schema/rules/fargate.js";
import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT, wholeNumber } from "../arguments/common.js";
import type { Context } from "../context.js";
import { AwsTaskApi } from "../ecs/one-off/api.js";
import type { Ended, OneOff } from "../ecs/one-off/one-off.js";
import { endText, failure } from "../ecs/one-off/outcome.js";
import { runOnce } from "../ecs/one-off/run-once.js";
import type { ServiceTask } from "../ecs/one-off/service-task.js";
import { start } from "../ecs/one-off/start.js";
import { checkEnvironment, findService } from "../ecs/one-off/target-service.js";
import { EXIT, INTERRUPTED } from "../exit.js";
import { openReach } from "../target/session.js";

export default defineCommand({
  usage: "run ENVIRONMENT SERVICE [FLAGS] [-- COMMAND]",
  summary: "Run a command once, in a task like those of a service that runs: its image, settings, roles and network.",
  details: [
    "COMMAND takes the place of the image's CMD, so an entry point gets it as arguments. It runs without a shell: sh -c '…' takes one. What it writes is shown as it comes, and its exit code is the command's own.",
    "Without a COMMAND, a cron service does what the clock would have it do, now.",
    "Ctrl-C stops the task; --detach leaves it alone. In a protected environment it asks first.",
    CLOUD_HELP,
  ],
  examples: [
    "./gantry run staging api -- bin/rails db:seed",
    "./gantry run staging reports",
    "./gantry run staging api --cpu 1024 --memory 4096 -- python -m reports.rebuild",
    "./gantry run production jobs --yes --detach -- node scripts/reindex.js",
  ],
  names: { min: 2, max: 2 },
  rest: true,
  flags: {
    cloud: CLOUD,
    newest: { kind: "switch", summary: "run it as the newest revision, deployed or not; else as the one that serves" },
    container: { kind: "value", placeholder: "NAME", summary: "the container that runs it; else the service's own" },
    cpu: { kind: "value", placeholder: "UNITS", summary: "CPU units of the task, with --memory; else the service's" },
    memory: { kind: "value", placeholder: "MIB", summary: "memory of the task, with --cpu; else the service's" },
    timeout: { kind: "value", placeholder: "SECONDS", summary: "stop the task after so long; else never" },
    detach: { kind: "switch", short: "d", summary: "start it and return" },
    yes: { kind: "switch", short: "y", summary: "don't ask in a protected environment" },
    json: JSON_OUTPUT,
  },
  async run({ names: [environment = "", service = ""], flags, rest }, context) {
    const { output, prompt } = context;
    checkEnvironment(environment);
    const size = sizeFrom(flags.cpu, flags.memory);
    const timeoutSeconds = wholeNumber("--timeout", flags.timeout, 1);
    const reach = await openReach(context, flags.cloud);
    const target = await findService(reach, environment, service);
    if (rest.length === 0 && !target.ends) {
      throw new GantryError({
        what: `the command to run is missing: what ${service} runs by itself never ends`,
        fix: `./gantry run ${environment} ${service} -- COMMAND`,
      });
    }
    if (target.protected && !flags.yes) {
      const text = `Run this in ${environment}, which is protected? Only "yes" goes on:`;
      await prompt.confirm({ text, expected: "yes", flag: "--yes" });
    }
    const api = await AwsTaskApi.open(reach, target.account, target.region);
    try {
      const serving = await target.task(api);
      const { revision, ...like } = flags.newest ? newestOf(serving) : serving;
      checkSize(like.capacity, size);
      const oneOff: OneOff = {
        ...like,
        startedBy: "gantry-run",
        container: flags.container ?? service,
        ...(rest.length === 0 ? {} : { command: rest }),
        ...(size === undefined ? {} : { size }),
      };
      output.line(output.style.faint(`Running it as ${revision} on ${reach.target} (${reach.because}).`));
      if (flags.detach) return await detached(context, api, oneOff);
      const timeout = timeoutSeconds === undefined ? {} : { timeoutSeconds };
      const ended = await runOnce(context, api, oneOff, { label: service, ...timeout });
      output.result({ revision, ...ended });
      return exitCodeOf(context, `${environment}: ${service}`, ended);
    } finally {
      api.close();
    }
  },
});

/** ECS takes a family for its newest revision. */
function newestOf(task: ServiceTask): ServiceTask {
  const family = task.revision.slice(0, task.revision.lastIndexOf(":"));
  return { ...task, taskDefinition: family, revision: `the newest ${family}` };
}

async function detached({ output }: Context, api: AwsTaskApi, oneOff: OneOff): Promise<number> {
  const { task, streams } = await start(api, oneOff);
  output.line(`started task ${task}`);
  for (const { group, stream } of streams.slice(0, 1)) output.line(`  its log: ${group}, stream ${stream}`);
  output.result({ task, streams });
  return EXIT.done;
}

/** @throws GantryError when the command never got to its own end */
function exitCodeOf({ output }: Context, path: string, ended: Ended): number {
  if (ended.stoppedFor === "interruption") {
    output.warn(`${path} ${endText(ended)}`);
    return INTERRUPTED;
  }
  if (ended.exitCode === undefined || ended.stoppedFor !== undefined) {
    throw new GantryError(failure(path, ended, "what it did until then stays", "run it again"));
  }
  output.line(output.style.faint(`${path} ${endText(ended)}`));
  return ended.exitCode;
}

function sizeFrom(cpu: string | undefined, memory: string | undefined): OneOff["size"] {
  const [units, memoryMiB] = [wholeNumber("--cpu", cpu, 1), wholeNumber("--memory", memory, 1)];
  if (units === undefined && memoryMiB === undefined) return undefined;
  if (units !== undefined && memoryMiB !== undefined) return { cpu: units, memoryMiB };
  throw new GantryError({
    path: units === undefined ? "--cpu" : "--memory",
    what: "is missing: a task has both",
    fix: "--cpu UNITS --memory MIB",
  });
}

/** ECS would refuse it as well, but not say what is sold. */
function checkSize(capacity: OneOff["capacity"], size: OneOff["size"]): void {
  const onFargate = capacity?.some(({ capacityProvider }) => capacityProvider.startsWith("FARGATE")) ?? false;
  if (size === undefined || !onFargate) return;
  const problems = fargateProblems(size, { cpu: "--cpu", memoryMiB: "--memory" });
  if (problems.length > 0) throw new GantryError(problems);
}

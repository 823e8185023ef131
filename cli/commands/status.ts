import type { Configuration } from "../../environments/index.js";
import { cloudState } from "../../local/cloud.js";
import { defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../arguments/common.js";
import { bastionsIn, type OpenBastion } from "../bastion/bastions.js";
import { describeBastion } from "../bastion/render.js";
import type { Context } from "../context.js";
import { type CronStatus, readCrons, renderCrons } from "../ecs/crons.js";
import { type FailedMigration, readFailedMigrations, renderFailedMigrations } from "../ecs/migrations.js";
import { readServices, renderServices, type ServiceStatus } from "../ecs/status.js";
import { EXIT } from "../exit.js";
import { quietOf } from "../mute/quiet.js";
import { StateBucket } from "../state/bucket.js";
import { listStates, type StoredState } from "../state/states.js";
import { isBastion, orderStacks } from "../synthesis/stacks.js";
import { loadFor } from "../synthesis/synthesize.js";
import { awsCredentials } from "../target/choice.js";
import { openReach, type Reach } from "../target/session.js";
import { ago, columns, count } from "../terminal/text.js";
import { describeLock } from "../terraform/lock.js";

export default defineCommand({
  usage: "status [NAME…]",
  summary: "What is deployed, where it can be reached, when it was changed last, and who works on it now.",
  details: [
    "Reads the states only: ./gantry diff compares them with what really exists. For named stacks it also asks ECS how their services are: tasks, deployments, last events, why the last tasks stopped, how the last runs of crons went, and which migrations they wait for.",
    CLOUD_HELP,
  ],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: { cloud: CLOUD, json: JSON_OUTPUT },
  async run({ names, flags }, context) {
    const { output, workspace } = context;
    const wanted = orderStacks(names);
    const cloud = await cloudState(workspace.cloud);
    const where = cloud.status === "running" ? `running at ${cloud.cloud.awsEndpoint}` : cloud.status;
    output.line(`embedded cloud  ${where}${cloud.status === "broken" ? `: ${cloud.reason}` : ""}`);
    const asked = flags.cloud ?? context.environment["GANTRY_CLOUD"] ?? "";
    if (asked === "" && cloud.status !== "running" && awsCredentials(context.environment).length === 0) {
      output.line("AWS             not asked: no credentials in this shell (--cloud aws asks anyway)");
      output.result({ embeddedCloud: cloud.status, stacks: [] });
      return EXIT.done;
    }
    const reach = await openReach(context, flags.cloud);
    const configuration = loadFor(names);
    const { states, texts } = await readStates(configuration, reach, names);
    const bastions = bastionsIn(states).filter(({ environment }) => names.length === 0 || wanted.includes(environment));
    const unlisted =
      names.length > 0
        ? []
        : states.map(({ stack }) => stack).filter((stack) => !wanted.includes(stack) && !isBastion(stack));
    const stacks = [...wanted, ...unlisted];
    show(context, reach, stacks, states);
    const deployed = states.filter(({ contents }) => contents.addresses.length > 0).map(({ stack }) => stack);
    const quiet = await quietOf(reach, configuration, deployed, new Date());
    for (const line of quiet.lines) output.line(line);
    for (const bastion of bastions) output.line(describeBastion(bastion, new Date()));
    const workloads = await showWorkloads(context, reach, texts);
    output.result({
      embeddedCloud: cloud.status,
      target: reach.target,
      quiet: Object.fromEntries(quiet.documents),
      stacks: stacks.map((stack) =>
        toDocument(
          stack,
          states.find((state) => state.stack === stack),
          workloads.get(stack),
          bastions.find(({ environment }) => environment === stack),
        ),
      ),
    });
    return EXIT.done;
  },
});

interface Read {
  readonly states: readonly StoredState[];
  /** The whole states of the named stacks; they hold secrets. */
  readonly texts: ReadonlyMap<string, string>;
}

async function readStates({ organization }: Configuration, reach: Reach, names: readonly string[]): Promise<Read> {
  const bucket = new StateBucket(organization, reach);
  try {
    const states = await listStates(bucket);
    const named = states.filter(({ stack }) => names.includes(stack));
    const texts = await Promise.all(
      named.map(async ({ stack, key }) => [stack, (await bucket.read(key)) ?? "{}"] as const),
    );
    return { states, texts: new Map(texts) };
  } finally {
    bucket.close();
  }
}

/** What runs in a stack, and what it waits for. */
interface Workloads {
  readonly services: readonly ServiceStatus[];
  readonly crons: readonly CronStatus[];
  readonly failedMigrations: readonly FailedMigration[];
}

/** Asks for what runs in the named stacks, shows it, and returns it by stack. */
async function showWorkloads(
  { output }: Context,
  reach: Reach,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Workloads>> {
  const found = new Map<string, Workloads>();
  for (const [stack, text] of texts) {
    const services = await readServices(reach, text);
    const crons = await readCrons(reach, text);
    const failedMigrations = await readFailedMigrations(reach, text);
    found.set(stack, { services, crons, failedMigrations });
    for (const line of renderServices(services, new Date())) output.line(line);
    for (const line of renderCrons(crons, new Date())) output.line(line);
    for (const line of renderFailedMigrations(failedMigrations, new Date())) output.line(line);
  }
  return found;
}

function show({ output }: Context, reach: Reach, stacks: readonly string[], states: readonly StoredState[]): void {
  const now = new Date();
  output.line(`target          ${reach.target} (${reach.because})`);
  output.line();
  const rows = stacks.map((stack) => {
    const state = states.find((one) => one.stack === stack);
    if (state === undefined || state.contents.addresses.length === 0) return [stack, "not deployed"];
    const { contents, modified, lock } = state;
    const held =
      lock === undefined
        ? []
        : [`locked: ${lock.info === undefined ? "not by Terraform" : describeLock(lock.info, now)}`];
    const { lifecycle } = contents.outputs;
    const more = [urlOf(contents.outputs) ?? "", ...held].filter((part) => part !== "").join("  ");
    return [
      stack,
      count(contents.addresses.length, "resource"),
      typeof lifecycle === "string" ? lifecycle : "partly deployed",
      `changed ${ago(modified, now)}`,
      more,
    ];
  });
  for (const line of columns(rows)) output.line(line);
}

function toDocument(
  stack: string,
  state: StoredState | undefined,
  workloads: Workloads | undefined,
  bastion: OpenBastion | undefined,
): object {
  if (state === undefined) return { stack, deployed: false };
  const { contents, modified, lock } = state;
  return {
    stack,
    deployed: contents.addresses.length > 0,
    resources: contents.addresses.length,
    changed: modified.toISOString(),
    outputs: contents.outputs,
    ...workloads,
    ...(bastion?.facts === undefined ? {} : { bastion: bastion.facts }),
    ...(lock === undefined ? {} : { lock: lock.info ?? { id: null, content: lock.content } }),
  };
}

function urlOf(outputs: Readonly<Record<string, unknown>>): string | undefined {
  const summary = outputs["summary"];
  if (typeof summary !== "object" || summary === null || !("url" in summary)) return undefined;
  return typeof summary.url === "string" ? summary.url : undefined;
}

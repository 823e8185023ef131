import { logFile } from "../../local/cloud.js";
import { defineCommand } from "../arguments/command.js";
import { FULL, JSON_OUTPUT } from "../arguments/common.js";
import { blockers, runChecks } from "../doctor/check.js";
import { localChecks } from "../doctor/checks.js";
import { EXIT } from "../exit.js";
import { bringUp } from "../operations/bring-up.js";
import { renderOutputs } from "../operations/outputs.js";
import { isShared, orderStacks } from "../synthesis/stacks.js";
import { loadFor } from "../synthesis/synthesize.js";
import { startEmbeddedCloud } from "../target/cloud.js";
import { localSession } from "../target/session.js";
import { duration } from "../terminal/text.js";
import { findBinary } from "../terraform/binary.js";

const FIRST_ENVIRONMENT = "staging";

export default defineCommand({
  usage: "up [NAME…]",
  summary: "Start the embedded cloud and bring an environment up on it, with everything that it builds on.",
  details: [
    `Without a name: ${FIRST_ENVIRONMENT}. Always works on the embedded cloud, never on AWS: no account and no token is needed. Run again, it brings up what has changed.`,
  ],
  examples: ["./gantry up", "./gantry up review-42"],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: { full: FULL, json: JSON_OUTPUT },
  async run({ names, flags }, context) {
    const { output, workspace, environment } = context;
    const began = Date.now();
    const environments = orderStacks(names.length === 0 ? [FIRST_ENVIRONMENT] : names).filter(
      (name) => !isShared(name),
    );
    loadFor(environments);
    const inTheWay = blockers(await runChecks(localChecks(context)));
    if (inTheWay !== undefined) throw inTheWay;

    const { cloud, fresh } = await startEmbeddedCloud(context);
    output.line(fresh ? "The embedded cloud is a fresh, empty world." : "The embedded cloud is running already.");
    const session = localSession(context, cloud, await findBinary(environment));
    const deployed = await bringUp(context, session, environments, {
      full: flags.full,
      labelled: true,
      yes: true,
      allowed: [],
    });

    output.line();
    output.line(output.style.strong(`Up, after ${duration((Date.now() - began) / 1000)}:`));
    for (const { stack, outputs } of deployed) {
      output.line(`${stack}:`);
      for (const line of renderOutputs(outputs)) output.line(line);
    }
    output.line(`AWS endpoint  ${cloud.awsEndpoint}`);
    output.line(`log           ${logFile(workspace.cloud)}`);
    output.line();
    const [first = FIRST_ENVIRONMENT] = environments;
    output.line(`Next: edit environments/${first}.ts, then ./gantry diff ${first} and ./gantry deploy ${first}.`);
    output.line('The AWS command line: eval "$(./gantry local env)". Take everything away: ./gantry down.');
    output.result({
      fresh,
      awsEndpoint: cloud.awsEndpoint,
      stacks: deployed.map(({ stack, outcome, plan }) => ({ stack, outcome, changes: plan.changes })),
    });
    return EXIT.done;
  },
});

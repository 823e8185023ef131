import { resolve } from "node:path";
import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import {
  CLOUD,
  CLOUD_HELP,
  FULL,
  JSON_OUTPUT,
  LOCK_TIMEOUT,
  PARALLELISM_FLAG,
  wholeNumber,
} from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { type Deployed, type DeployOptions, deployStack } from "../operations/deploy.js";
import { renderOutputs } from "../operations/outputs.js";
import { orderStacks } from "../synthesis/stacks.js";
import { synthesize } from "../synthesis/synthesize.js";
import { describeSession, openSession } from "../target/session.js";

export default defineCommand({
  usage: "deploy NAME…",
  summary: "Plan the named stacks, show the plan, ask, and apply exactly that plan.",
  details: [
    "Shared stacks come before environments. What holds data is replaced or destroyed only when you name its address with --allow-replace, or type the stack's name when asked; otherwise nothing is applied (exit code 3). So it is with --unprotect and a stack that would no longer be protected, which nothing may be lost together with.",
    CLOUD_HELP,
  ],
  examples: [
    "./gantry deploy staging",
    "./gantry deploy ops production --yes --lock-timeout 300",
    "./gantry deploy staging --allow-replace aws_db_instance.stores_main",
    "./gantry deploy production --plan production.tfplan --yes",
  ],
  names: { min: 1, max: Number.POSITIVE_INFINITY },
  flags: {
    cloud: CLOUD,
    yes: { kind: "switch", short: "y", aliases: ["auto-approve"], summary: "apply without asking" },
    "allow-replace": { kind: "list", placeholder: "ADDRESS", summary: "agree to lose what this holds" },
    unprotect: { kind: "list", placeholder: "NAME", summary: "agree that this stack is no longer protected" },
    plan: { kind: "value", placeholder: "FILE", summary: "apply this plan, kept by diff --out, as it was reviewed" },
    full: FULL,
    "lock-timeout": LOCK_TIMEOUT,
    parallelism: PARALLELISM_FLAG,
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { output, workspace } = context;
    const stacks = orderStacks(names);
    if (flags.plan !== undefined && stacks.length !== 1) {
      throw new GantryError({ path: "--plan", what: "is the plan of one stack", fix: "name one stack" });
    }
    const parallelism = wholeNumber("--parallelism", flags.parallelism, 1);
    const options: DeployOptions = {
      yes: flags.yes,
      allowed: flags["allow-replace"],
      unprotected: flags.unprotect,
      full: flags.full,
      lockTimeout: `${wholeNumber("--lock-timeout", flags["lock-timeout"], 0) ?? 0}s`,
      ...(parallelism === undefined ? {} : { parallelism }),
      ...(flags.plan === undefined ? {} : { planFile: resolve(workspace.calledFrom, flags.plan) }),
    };
    const session = await openSession(context, flags.cloud);
    await synthesize(workspace, { target: session.target, stacks });
    output.line(output.style.faint(describeSession(session)));

    const deployed: Deployed[] = [];
    for (const stack of stacks) {
      output.line();
      try {
        const result = await deployStack(context, session, stack, options);
        deployed.push(result);
        for (const line of renderOutputs(result.outputs)) output.line(line);
      } catch (error) {
        const left = stacks.slice(deployed.length + 1);
        if (left.length > 0) output.warn(`not attempted, since ${stack} comes first: ${left.join(", ")}`);
        if (error instanceof GantryError) output.result(document(deployed, stack, error));
        throw error;
      }
    }
    output.result(document(deployed));
    return EXIT.done;
  },
});

function document(deployed: readonly Deployed[], stack?: string, error?: GantryError): object {
  const done = deployed.map(({ stack, outcome, plan, outputs }) => ({
    stack,
    outcome,
    changes: plan.changes,
    drift: plan.drift,
    outputs,
  }));
  return {
    stacks: error === undefined ? done : [...done, { stack, outcome: error.outcome, problems: error.problems }],
  };
}

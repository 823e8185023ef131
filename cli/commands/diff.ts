import { resolve } from "node:path";
import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, FULL, JSON_OUTPUT, LOCK_TIMEOUT, wholeNumber } from "../arguments/common.js";
import { EXIT, type ExitCode, exitCodeOf, worst } from "../exit.js";
import { initializedTerraform, planShowing, withPlan } from "../operations/prepare.js";
import { orderStacks } from "../synthesis/stacks.js";
import { synthesize } from "../synthesis/synthesize.js";
import { describeSession, openSession } from "../target/session.js";
import { hasChanges, type PlanSummary } from "../terraform/changes.js";
import type { Plan } from "../terraform/plan.js";
import { renderPlan } from "../terraform/summary.js";

export default defineCommand({
  usage: "diff [NAME…]",
  summary: "Show what a deploy of the named stacks, or of all, would change. Changes nothing.",
  details: [
    "Exit codes: 0 no changes, 2 changes (also when they only put drift right), 1 error, 3 refused (lock).",
    CLOUD_HELP,
  ],
  examples: ["./gantry diff staging", "./gantry diff production --out production.tfplan", "./gantry diff --json"],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: {
    cloud: CLOUD,
    full: FULL,
    out: {
      kind: "value",
      placeholder: "FILE",
      summary: "keep the plan, to apply it with deploy --plan; holds secrets",
    },
    "lock-timeout": LOCK_TIMEOUT,
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { output, workspace } = context;
    const stacks = orderStacks(names);
    if (flags.out !== undefined && stacks.length !== 1) {
      throw new GantryError({ path: "--out", what: "keeps the plan of one stack", fix: "name one stack" });
    }
    const out = flags.out === undefined ? undefined : resolve(workspace.calledFrom, flags.out);
    const lockTimeout = `${wholeNumber("--lock-timeout", flags["lock-timeout"], 0) ?? 0}s`;
    const session = await openSession(context, flags.cloud);
    await synthesize(workspace, { target: session.target, stacks });
    output.line(output.style.faint(describeSession(session)));

    const results: object[] = [];
    const codes: ExitCode[] = [];
    for (const stack of stacks) {
      output.line();
      try {
        const terraform = await initializedTerraform(context, session, stack);
        const show = async ({ summary }: Plan) => {
          for (const line of renderPlan(summary, output.style, flags.full)) output.line(line);
          results.push(document(summary));
          codes.push(hasChanges(summary) ? EXIT.changes : EXIT.done);
        };
        if (out === undefined) await withPlan(context, terraform, { stack, lockTimeout }, show);
        else await show(await planShowing(context, terraform, { stack, lockTimeout, file: out }));
      } catch (error) {
        context.interrupts.check();
        if (!(error instanceof GantryError)) throw error;
        output.error(error);
        results.push({ stack, outcome: error.outcome, problems: error.problems });
        codes.push(exitCodeOf(error));
      }
    }
    output.result({ target: session.target, stacks: results });
    return worst(codes);
  },
});

function document(plan: PlanSummary): object {
  return { ...plan, outcome: hasChanges(plan) ? "changes" : "unchanged", drifted: plan.drift.length > 0 };
}

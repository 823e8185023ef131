import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { forgetMutes } from "../mute/forget.js";
import { isBastion, isShared } from "../synthesis/stacks.js";
import type { Session } from "../target/session.js";
import { count } from "../terminal/text.js";
import { applyPlan } from "../terraform/apply.js";
import type { PlanSummary } from "../terraform/changes.js";
import type { Terraform } from "../terraform/run.js";
import { readDeployed } from "../terraform/state.js";
import { renderPlan } from "../terraform/summary.js";
import { durationsOf } from "./deploy.js";
import { withPlan } from "./prepare.js";

export interface DestroyOptions {
  readonly stack: string;
  /** Gets the agreement once people have seen what would be lost; it throws to refuse. */
  readonly confirm: () => Promise<void>;
  readonly full?: boolean;
  /** Names the stack on every line, for several destroys at once. @default false */
  readonly labelled?: boolean;
  readonly parallelism?: number;
  /** @default "0s" */
  readonly lockTimeout?: string;
}

/**
 * Destroys an initialized stack: shows what will be lost, gets the agreement, applies exactly the plan that was
 * shown, and checks that nothing is left in the state.
 * @returns what was destroyed
 */
export async function destroyPrepared(
  context: Context,
  session: Session,
  terraform: Terraform,
  options: DestroyOptions,
): Promise<PlanSummary> {
  const { output } = context;
  const { stack, confirm, full = false, labelled = false, parallelism, lockTimeout = "0s" } = options;
  return withPlan(context, terraform, { stack, destroy: true, lockTimeout }, async (plan) => {
    // That the outputs go, too, says nothing.
    for (const line of renderPlan({ ...plan.summary, outputs: [] }, output.style, full)) output.line(line);
    await confirm();
    await applyPlan(terraform, {
      stack,
      plan,
      output,
      labelled,
      lockTimeout,
      durations: durationsOf(context, session),
      ...(parallelism === undefined ? {} : { parallelism }),
    });
    const left = (await readDeployed(terraform, stack)).addresses;
    if (left.length > 0) throw leftInState(stack, left);
    if (!isShared(stack) && !isBastion(stack)) await forgetMutes(context, session, stack);
    output.line(output.style.good(`${stack}: destroyed`));
    return plan.summary;
  });
}

/** What a destroy leaves behind on purpose, for people. */
export function remains({ changes }: PlanSummary, bucket: string, key: string): readonly string[] {
  const keys = changes.filter(({ type }) => type === "aws_kms_key").length;
  const accounts = changes.filter(({ type }) => type === "aws_organizations_account").length;
  return [
    `  remains: its empty state and the versions before it, s3://${bucket}/${key}`,
    ...(accounts === 0 ? [] : [`  remains: ${count(accounts, "account")}, out of the organization but not closed`]),
    ...(keys === 0 ? [] : [`  remains: ${count(keys, "encryption key")}, until AWS's waiting period ends`]),
  ];
}

function leftInState(stack: string, left: readonly string[]): GantryError {
  return new GantryError({
    path: stack,
    what: `was destroyed, but ${count(left.length, "resource")} stayed in the state`,
    value: left.join(", "),
    fix: `./gantry destroy ${stack} tries again`,
  });
}

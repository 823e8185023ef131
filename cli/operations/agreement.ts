import { GantryError } from "../../modules/core/errors.js";
import type { Prompt } from "../terminal/prompt.js";
import { type Change, losses, type PlanSummary } from "../terraform/changes.js";

export interface Agreement {
  /** `--yes` was given. */
  readonly yes: boolean;
  /** What `--allow-replace` named. */
  readonly allowed: readonly string[];
  /** The stacks that `--unprotect` named. @default none */
  readonly unprotected?: readonly string[];
}

/**
 * Gets the agreement to apply a plan: `--yes` or an answer for changes; for what holds data and would be lost,
 * its address or the stack's own name typed; for guards that fall, the stack's name. Nothing is lost in the same deploy
 * as its guards: that would be one act where two are promised.
 * @throws GantryError (refused) before anything has been applied
 */
export async function agree(
  plan: PlanSummary,
  { yes, allowed, unprotected = [] }: Agreement,
  prompt: Pick<Prompt, "available" | "confirm">,
): Promise<void> {
  const { stack } = plan;
  if (plan.refusals.length > 0) throw new GantryError(plan.refusals, { outcome: "refused" });
  if (plan.unguarded.length > 0) {
    const lost = losses(plan);
    if (lost.length > 0) throw notAlone(stack, lost);
    if (!unprotected.includes(stack)) {
      const flag = `--unprotect ${stack}`;
      if (yes || !prompt.available) throw unprotectRefused(stack);
      const text = `It would no longer be protected. Type the name of the stack (${stack}) to go on:`;
      return prompt.confirm({ text, expected: stack, flag });
    }
  }
  const unnamed = losses(plan).filter(({ address }) => !allowed.includes(address));
  if (unnamed.length > 0) {
    if (yes || !prompt.available) throw lossRefused(stack, unnamed);
    const text = `Data would be lost. Type the name of the stack (${stack}) to go on:`;
    return prompt.confirm({ text, expected: stack, flag: replaceFlags(unnamed) });
  }
  if (!yes)
    await prompt.confirm({ text: `Apply this to ${stack}? Only "yes" goes on:`, expected: "yes", flag: "--yes" });
}

function lossRefused(stack: string, unnamed: readonly Change[]): GantryError {
  const problems = unnamed.map(({ address, action, replacedFor }) => ({
    path: `${stack}: ${address}`,
    what: `holds data and would be ${action === "replace" ? "replaced" : "destroyed"}; nothing was changed`,
    ...(replacedFor.length === 0 ? {} : { value: `because of ${replacedFor.join(", ")}` }),
    fix: `undo the change, or agree to the loss: --allow-replace ${quote(address)}`,
  }));
  return new GantryError(problems, { outcome: "refused" });
}

function notAlone(stack: string, lost: readonly Change[]): GantryError {
  const problems = lost.map(({ address, action }) => ({
    path: `${stack}: ${address}`,
    what: `is protected and would be ${action === "replace" ? "replaced" : "destroyed"} by the deploy that takes its guards down; nothing was changed`,
    fix: "deploy the lifecycle alone, and this after it",
  }));
  return new GantryError(problems, { outcome: "refused" });
}

function unprotectRefused(stack: string): GantryError {
  return new GantryError(
    {
      path: stack,
      what: "is protected and would no longer be; nothing was changed",
      fix: `put lifecycle: "protected" back, or agree: ./gantry deploy ${stack} --unprotect ${stack}`,
    },
    { outcome: "refused" },
  );
}

function replaceFlags(changes: readonly Change[]): string {
  return changes.map(({ address }) => `--allow-replace ${quote(address)}`).join(" ");
}

function quote(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : `'${address}'`;
}

import { GantryError } from "../../modules/core/errors.js";
import type { Prompt } from "../terminal/prompt.js";
import { type Change, losses, type PlanSummary } from "../terraform/changes.js";

export interface Agreement {
  /** `--yes` was given. */
  readonly yes: boolean;
  /** What `--allow-replace` named. */
  readonly allowed: readonly string[];
}

/**
 * Gets the agreement to apply a plan: `--yes` or an answer for changes; for what holds data and would be lost,
 * its address or the stack's own name typed.
 * @throws GantryError (refused) before anything has been applied
 */
export async function agree(
  plan: PlanSummary,
  { yes, allowed }: Agreement,
  prompt: Pick<Prompt, "available" | "confirm">,
): Promise<void> {
  const unnamed = losses(plan).filter(({ address }) => !allowed.includes(address));
  if (unnamed.length > 0) {
    if (yes || !prompt.available) throw lossRefused(plan.stack, unnamed);
    const text = `Data would be lost. Type the name of the stack (${plan.stack}) to go on:`;
    return prompt.confirm({ text, expected: plan.stack, flag: replaceFlags(unnamed) });
  }
  if (!yes)
    await prompt.confirm({ text: `Apply this to ${plan.stack}? Only "yes" goes on:`, expected: "yes", flag: "--yes" });
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

function replaceFlags(changes: readonly Change[]): string {
  return changes.map(({ address }) => `--allow-replace ${quote(address)}`).join(" ");
}

function quote(address: string): string {
  return /^[\w.-]+$/.test(address) ? address : `'${address}'`;
}

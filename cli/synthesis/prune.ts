import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stackDirectory, type Workspace } from "../workspace.js";

/**
 * Removes what former runs synthesized and this one did not. A folder that Terraform works in stays: an ephemeral
 * environment that isn't part of a full synth may be alive.
 * @returns the names of the stacks that were removed
 */
export function pruneStacks(workspace: Workspace, synthesized: readonly string[]): readonly string[] {
  const folder = join(workspace.outdir, "stacks");
  const found = existsSync(folder) ? readdirSync(folder) : [];
  const stale = found.filter(
    (stack) => !synthesized.includes(stack) && !existsSync(join(stackDirectory(workspace, stack), ".terraform")),
  );
  for (const stack of stale) rmSync(stackDirectory(workspace, stack), { recursive: true });
  return stale;
}

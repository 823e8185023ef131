import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { privateDirectory, stackDirectory, type Workspace } from "../workspace.js";

/**
 * Notes which world of the embedded cloud this checkout works on. A restart is another, empty world: what the
 * folders of the stacks remember of the former one (backends, plans, states on the way) is void and is removed.
 * @returns whether the world is another one than before
 */
export function enterWorld(workspace: Workspace, world: string): boolean {
  const record = join(privateDirectory(workspace), "world");
  const former = existsSync(record) ? readFileSync(record, "utf8").trim() : undefined;
  if (former === world) return false;
  if (former !== undefined) forget(workspace, former);
  writeFileSync(record, `${world}\n`);
  return true;
}

function forget(workspace: Workspace, world: string): void {
  rmSync(join(workspace.home, "state", world), { recursive: true, force: true });
  const stacks = join(workspace.outdir, "stacks");
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    for (const name of [".terraform", "plan", "backend_override.tf.json"]) {
      rmSync(join(stackDirectory(workspace, stack), name), { recursive: true, force: true });
    }
  }
}

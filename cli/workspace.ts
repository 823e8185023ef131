import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folders that a run of the command works in. All paths are absolute. */
export interface Workspace {
  /** The repository. */
  readonly root: string;
  /** Where the user stood: relative file names on the command line are meant from here. */
  readonly calledFrom: string;
  /** What the command remembers between runs; ignored by git. */
  readonly home: string;
  /** Where stacks are synthesized. */
  readonly outdir: string;
  /** The embedded cloud's own folder. */
  readonly cloud: string;
}

/**
 * `GANTRY_HOME` moves everything that the command writes into another folder: a second world beside
 * the first, for tests and for two branches at once.
 */
export function workspaceFrom(environment: NodeJS.ProcessEnv): Workspace {
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
  const calledFrom = environment["GANTRY_CALLED_FROM"] ?? process.cwd();
  const elsewhere = environment["GANTRY_HOME"];
  const home = elsewhere === undefined || elsewhere === "" ? join(root, ".gantry") : resolve(calledFrom, elsewhere);
  return {
    root,
    calledFrom,
    home,
    outdir: home === join(root, ".gantry") ? join(root, "cdktf.out") : join(home, "cdktf.out"),
    cloud: join(home, "local"),
  };
}

/** The folder in which Terraform runs for a stack. */
export function stackDirectory(workspace: Workspace, stack: string): string {
  return join(workspace.outdir, "stacks", stack);
}

/** Creates a folder below the command's home, readable by its owner only: plans and states hold secrets. */
export function privateDirectory(workspace: Workspace, ...path: readonly string[]): string {
  const directory = join(workspace.home, ...path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

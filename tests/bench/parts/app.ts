import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "../measure/contenders.js";
import { neutral } from "../measure/environment.js";

/**
 * The app of this repository as `cdktf` runs it: the command in cdktf.json, for the shared stacks and
 * the given environments, in a fresh process.
 *
 * @param output folder that the stacks are written to; its parent exists
 */
export function app(name: string, root: string, environments: readonly string[], output: string): Contender {
  return {
    name,
    command: () => ({
      line: ["sh", "-c", `exec ${appCommand(root)}`],
      directory: root,
      environment: { ...neutral(process.env), GANTRY_ENVIRONMENTS: environments.join(","), CDKTF_OUTDIR: output },
    }),
  };
}

/** @param root folder with a cdktf.json */
export function appCommand(root: string): string {
  return (JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")) as { readonly app: string }).app;
}

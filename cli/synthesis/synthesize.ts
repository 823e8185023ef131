import { join } from "node:path";
import { type Configuration, environmentNames, loadConfiguration } from "../../environments/index.js";
import type { Target } from "../../stacks/platform.js";
import type { Workspace } from "../workspace.js";
import { isShared } from "./stacks.js";

export interface SynthesisOptions {
  readonly target: Target;
  readonly stacks: readonly string[];
  /** Overrides the lifecycle of these stacks. @default - as configured */
  readonly lifecycle?: "protected" | "disposable";
}

/**
 * Writes the named stacks, and only those, in this process.
 * @returns the configuration that they were made from: every long-lived environment and every named one
 * @throws GantryError with every mistake of the configuration, or for an unknown name
 */
export async function synthesize(workspace: Workspace, options: SynthesisOptions): Promise<Configuration> {
  const { target, stacks, lifecycle } = options;
  const configuration = loadFor(stacks);
  // Before anything that makes tokens: see there.
  await import("../../modules/core/fast-tokens.js");
  const { writePlatform } = await import("../../stacks/platform.js");
  const guards = lifecycle === undefined ? {} : { lifecycle };
  const lockFile = join(workspace.root, "locks", "terraform.lock.hcl");
  writePlatform({ configuration, target, stacks, outdir: workspace.outdir, lockFile, ...guards });
  return configuration;
}

/** The configuration of the named stacks, ephemeral environments included. */
export function loadFor(stacks: readonly string[]): Configuration {
  const environments = stacks.filter((stack) => !isShared(stack));
  return loadConfiguration([...new Set([...environmentNames(), ...environments])]);
}

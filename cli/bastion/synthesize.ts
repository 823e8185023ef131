import { join } from "node:path";
import type { Configuration } from "../../environments/index.js";
import { GantryError } from "../../modules/core/errors.js";
import type { BastionRequest } from "../../stacks/bastion.js";
import type { Target } from "../../stacks/platform.js";
import type { Workspace } from "../workspace.js";

export interface BastionSynthesis {
  readonly configuration: Configuration;
  readonly target: Target;
  readonly environment: string;
  /** @default - nothing: what closes it */
  readonly request?: BastionRequest;
}

/**
 * Writes the stack of an environment's bastion, which nothing else does.
 *
 * @returns the name of the stack
 */
export async function synthesizeBastion(workspace: Workspace, synthesis: BastionSynthesis): Promise<string> {
  const { configuration, target, environment: name, request } = synthesis;
  const environment = environmentNamed(configuration, name);
  // Before anything that makes tokens: see there.
  await import("../../modules/core/fast-tokens.js");
  const { bastionStack, buildBastion } = await import("../../stacks/bastion.js");
  buildBastion({
    organization: configuration.organization,
    environment,
    target,
    outdir: workspace.outdir,
    lockFile: join(workspace.root, "locks", "terraform.lock.hcl"),
    ...(request === undefined ? {} : { request }),
  }).synth();
  return bastionStack(name);
}

/** @throws GantryError for an environment that the configuration doesn't have */
export function environmentNamed({ environments }: Configuration, name: string): Configuration["environments"][number] {
  const environment = environments.find((one) => one.name === name);
  if (environment !== undefined) return environment;
  throw new GantryError({
    path: name,
    what: "is no environment",
    allowed: environments.map((one) => one.name).join(", "),
    fix: "correct the name",
  });
}

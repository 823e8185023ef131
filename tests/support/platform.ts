import { environmentNames, loadConfiguration, templateNames } from "../../environments/index.js";
import type { Target } from "../../stacks/platform.js";
import { type Synthesized, synthPlatform } from "./synth.js";

/** The long-lived environments, and one made from each template. */
export const everyEnvironment: readonly string[] = [
  ...environmentNames(),
  ...templateNames().map((template) => `${template}-42`),
];

const written = new Map<Target, ReadonlyMap<string, Synthesized>>();

/** Every stack of what the repository configures, by name; synthesized once per target and worker. */
export function platform(target: Target = "aws"): ReadonlyMap<string, Synthesized> {
  const stacks = written.get(target) ?? synthPlatform({ configuration: loadConfiguration(everyEnvironment), target });
  written.set(target, stacks);
  return stacks;
}

/** One stack of what the repository configures. */
export function stackNamed(name: string, target: Target = "aws"): Synthesized {
  const stack = platform(target).get(name);
  if (stack === undefined)
    throw new Error(`there is no stack ${name}; there are ${[...platform(target).keys()].join(", ")}`);
  return stack;
}

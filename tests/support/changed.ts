import { type Changes, configuration } from "./configuration.js";
import { type Synthesized, synthPlatform } from "./synth.js";

const RECENT = 8;
const recent = new Map<string, Synthesized>();

/** One stack of the tests' own configuration after the changes. What was asked for lately isn't made anew. */
export function changedStack(changes: Changes = {}, name = "staging"): Synthesized {
  const key = JSON.stringify([name, Object.entries(changes)], (_, value: unknown) =>
    value === undefined ? "taken away" : value,
  );
  const stack =
    recent.get(key) ??
    synthPlatform({ configuration: configuration(changes), target: "aws", stacks: [name] }).get(name);
  if (stack === undefined) throw new Error(`there is no stack ${name}`);
  recent.delete(key);
  recent.set(key, stack);
  for (const oldest of [...recent.keys()].slice(0, -RECENT)) recent.delete(oldest);
  return stack;
}

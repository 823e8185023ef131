import { GantryError } from "../../modules/core/errors.js";
import type { Flag } from "./command.js";

/** Flags that several commands share, so that they mean the same everywhere. */
export const CLOUD = {
  kind: "value",
  placeholder: "CLOUD",
  choices: ["local", "aws"],
  summary: "work on the embedded cloud or on AWS",
} as const satisfies Flag;

export const JSON_OUTPUT = { kind: "switch", summary: "one JSON document on stdout" } as const satisfies Flag;

export const FULL = { kind: "switch", summary: "show every value of every change" } as const satisfies Flag;

export const LOCK_TIMEOUT = {
  kind: "value",
  placeholder: "SECONDS",
  summary: "wait this long for somebody else's lock",
} as const satisfies Flag;

export const PARALLELISM_FLAG = {
  kind: "value",
  placeholder: "N",
  summary: "resources that Terraform works on at a time",
} as const satisfies Flag;

/** How the target is chosen, for the help of every command that has one. */
export const CLOUD_HELP =
  "Without --cloud or GANTRY_CLOUD it works on AWS, or on the embedded cloud while that runs and the shell has no AWS credentials; where both are possible it refuses and asks you to say which.";

/**
 * A whole number from a flag.
 * @throws GantryError when it is something else
 */
export function wholeNumber(path: string, value: string | undefined, min: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= min) return number;
  throw new GantryError({ path, what: "needs a whole number", value, allowed: `${min} or more` });
}

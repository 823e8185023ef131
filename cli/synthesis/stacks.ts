import { environmentNames, templateNames } from "../../environments/index.js";
import { organization } from "../../environments/organization.js";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { SHARED_STACKS } from "../../stacks/platform.js";
import { nearest } from "../arguments/suggest.js";

/** Repeated here because the stacks themselves take long to load, and most commands only need the names. */
const SHARED_NAMES = ["state", "organization", "ops"] as const satisfies typeof SHARED_STACKS;

const SHARED: readonly string[] = SHARED_NAMES;

/** Those that there are: `organization` is by choice. */
export function sharedStacks(): readonly string[] {
  return SHARED.filter((stack) => stack !== "organization" || organization.management !== undefined);
}

/** Whether a stack is shared by all environments. */
export function isShared(stack: string): boolean {
  return SHARED.includes(stack);
}

/** Whether a stack is the bastion of an environment: only `./gantry bastion` deploys it. */
export function isBastion(stack: string): boolean {
  return stack.startsWith("bastion-");
}

/**
 * Stacks in the order in which they build on one another: the state's own, what is shared, the environments.
 * @param names as the user gave them; none means every shared stack and every long-lived environment
 * @throws GantryError for every name that no stack has
 */
export function orderStacks(names: readonly string[]): readonly string[] {
  const wanted = names.length === 0 ? [...sharedStacks(), ...environmentNames()] : [...new Set(names)];
  const unknown = wanted.filter((name) => !isKnownStack(name));
  if (unknown.length > 0) throw new GantryError(unknown.map(unknownStack));
  return [...wanted].sort((a, b) => rank(a) - rank(b));
}

function rank(stack: string): number {
  return isShared(stack) ? SHARED.indexOf(stack) : SHARED.length;
}

/** Whether the configuration has such a stack, or a template to derive it from. */
export function isKnownStack(name: string): boolean {
  const ephemeral = templateNames().some((template) => name.startsWith(`${template}-`));
  return sharedStacks().includes(name) || ephemeral || environmentNames().includes(name);
}

function unknownStack(name: string): Problem {
  const known = [...sharedStacks(), ...environmentNames()];
  const meant = nearest(name, known);
  return {
    what: "there is no such stack",
    value: name,
    allowed: [...known, ...templateNames().map((template) => `${template}-<slug>`)].join(", "),
    fix: isShared(name)
      ? "a block `management` in environments/organization.ts makes it"
      : meant === undefined
        ? "a new environment is added in environments/index.ts"
        : `did you mean ${meant}?`,
  };
}

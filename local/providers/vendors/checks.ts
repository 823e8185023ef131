import type { Rule } from "./types.js";

/**
 * Checks that several types share. The wording is the Terraform SDK's (`helper/validation`), which both the Datadog
 * and the DigitalOcean provider use for attributes.
 */

/** The attribute is one of the values. */
export function oneOf(name: string, values: readonly string[], options: { readonly ignoreCase?: boolean } = {}): Rule {
  const fold = (text: string) => (options.ignoreCase === true ? text.toLowerCase() : text);
  return (resource) => {
    const value = resource.text(name);
    if (value === undefined || values.some((allowed) => fold(allowed) === fold(value))) return [];
    const list = values.map((allowed) => JSON.stringify(allowed)).join(" ");
    return [resource.problem(name, `expected ${name} to be one of [${list}], got ${value}`)];
  };
}

/** The number lies in a range, both ends included. */
export function between(name: string, least: number, most: number): Rule {
  return (resource) => {
    const value = resource.number(name);
    if (value === undefined || (value >= least && value <= most)) return [];
    return [resource.problem(name, `expected ${name} to be in the range (${least} - ${most}), got ${value}`)];
  };
}

export function atLeast(name: string, least: number): Rule {
  return (resource) => {
    const value = resource.number(name);
    if (value === undefined || value >= least) return [];
    return [resource.problem(name, `expected ${name} to be at least (${least}), got ${value}`)];
  };
}

/** The text is neither empty nor longer than allowed. Lengths count characters. */
export function lengthBetween(name: string, least: number, most: number): Rule {
  return (resource) => {
    const value = resource.text(name);
    const length = value === undefined ? undefined : characters(value);
    if (length === undefined || (length >= least && length <= most)) return [];
    return [resource.problem(name, `expected length of ${name} to be in the range (${least} - ${most}), got ${value}`)];
  };
}

/** At most one of the attributes is set. */
export function conflicting(...names: readonly string[]): Rule {
  return (resource) => {
    const set = names.filter((name) => resource.isSet(name));
    const [first, second] = set;
    if (first === undefined || second === undefined) return [];
    return [resource.problem(second, `"${second}": conflicts with ${first}`, "Leave one of the two out.")];
  };
}

/** How many characters a text has, as people count them. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Runs a rule on every element of a block. */
export function eachBlock(name: string, ...rules: readonly Rule[]): Rule {
  return (resource) => resource.blocks(name).flatMap((block) => rules.flatMap((rule) => rule(block)));
}

/** Whether the runtime knows an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

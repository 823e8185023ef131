import { characters } from "../checks.js";
import type { Rule } from "../types.js";
import { refusal } from "./references.js";

/** As GitLab's provider says it (`stringvalidator.OneOf` of the plugin framework). */
export function valueOneOf(name: string, values: readonly string[]): Rule {
  return (resource) => {
    const value = resource.text(name);
    if (value === undefined || value === "" || values.includes(value)) return [];
    const list = values.map((allowed) => JSON.stringify(allowed)).join(" ");
    return [resource.problem(name, `Attribute ${name} value must be one of: [${list}], got: ${JSON.stringify(value)}`)];
  };
}

/** As GitLab's API says it. */
export function atMostCharacters(name: string, most: number): Rule {
  return (resource) => {
    const value = resource.text(name);
    if (value === undefined || characters(value) <= most) return [];
    return [resource.problem(name, refusal(name, `is too long (maximum is ${most} characters)`))];
  };
}

export function notBlank(name: string): Rule {
  return (resource) =>
    resource.text(name)?.trim() === "" ? [resource.problem(name, refusal(name, "can't be blank"))] : [];
}

/** The text has the form that the API wants, in the API's words for it. */
export function matches(name: string, pattern: RegExp, message: string, hint?: string): Rule {
  return (resource) => {
    const value = resource.text(name);
    if (value === undefined || value === "" || pattern.test(value)) return [];
    return [resource.problem(name, refusal(name, message), hint)];
  };
}

import type { z } from "zod";
import type { Problem } from "../../modules/core/errors.js";

type Issue = z.core.$ZodIssue;

/** Words for the issues to which the schema gives none of its own; passed to zod's parse. */
export function plainly({ code }: z.core.$ZodRawIssue): string | undefined {
  return code === "too_small" ? "is too small" : code === "too_big" ? "is too big" : undefined;
}

/** Turns what zod found into problems that say what, the value, what is allowed and how to mend it. */
export function problemsOf(error: z.ZodError, root: string, input: unknown): Problem[] {
  return error.issues.flatMap((issue) => translate(issue, root, input));
}

function translate(issue: Issue, root: string, input: unknown): Problem[] {
  const path = [root, ...issue.path.map(String)].join(".");
  const value = valueAt(input, issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: `${path}.${key}`,
        what: "is not a setting",
        fix: "remove it, or correct its spelling",
      }));
    case "invalid_type": {
      const what = value === undefined ? "is missing" : "has the wrong type";
      return [{ path, what, value, allowed: issue.expected === "int" ? "whole number" : issue.expected }];
    }
    case "invalid_value": {
      const what = value === undefined ? "is missing" : "is not one of its values";
      return [{ path, what, value, allowed: list(issue.values) }];
    }
    case "invalid_union":
      return translateUnion(issue, path, value);
    case "invalid_key":
      return [{ path, what: `is no valid name: ${issue.issues.map(({ message }) => message).join(", ")}` }];
    case "too_small":
      return [
        {
          path,
          what: issue.message,
          value,
          allowed: `${issue.inclusive === false ? "more than" : "at least"} ${count(issue.minimum, issue.origin)}`,
        },
      ];
    case "too_big":
      return [{ path, what: issue.message, value, allowed: `at most ${count(issue.maximum, issue.origin)}` }];
    default:
      return [{ path, what: issue.message, value }];
  }
}

/** Of kinds, those that there are; of alternatives told apart by their type, what is wrong with the one meant. */
function translateUnion(issue: Extract<Issue, { code: "invalid_union" }>, path: string, value: unknown): Problem[] {
  if (issue.errors.length === 0) {
    // Zod names the kinds, though its types don't say so.
    const options: readonly unknown[] = "options" in issue && Array.isArray(issue.options) ? issue.options : [];
    // One of them may be the kind of what names none.
    const kinds = options.length === 0 ? {} : { allowed: list(options.filter((kind) => kind !== undefined)) };
    return [{ path, what: "is of no known kind", value: kindOf(value), ...kinds }];
  }
  const meant = issue.errors.find((issues) => !issues.some(isOfOtherType));
  if (meant !== undefined) return meant.flatMap((inner) => translate(inner, path, value));
  const types = issue.errors.flat().flatMap((inner) => (isOfOtherType(inner) ? [inner.expected] : []));
  return [
    { path, what: value === undefined ? "is missing" : "has the wrong type", value, allowed: types.join(" or ") },
  ];
}

/** A fraction where a whole number is asked for is meant as that number. */
function isOfOtherType(issue: Issue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === "invalid_type" && issue.path.length === 0 && issue.expected !== "int";
}

function count(limit: number | bigint, origin: string): string {
  if (origin === "string") return `${limit} characters`;
  if (origin === "array") return limit === 1 ? "1 entry" : `${limit} entries`;
  return String(limit);
}

function list(values: readonly unknown[]): string {
  return values.map(String).join(", ");
}

function kindOf(value: unknown): unknown {
  return value !== null && typeof value === "object" && "kind" in value ? value.kind : value;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

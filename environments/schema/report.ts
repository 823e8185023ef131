import type { z } from "zod";
import type { Problem } from "../../modules/core/errors.js";

type Issue = z.core.$ZodIssue;

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
    case "invalid_type":
      return value === undefined
        ? [{ path, what: "is missing", allowed: issue.expected }]
        : [{ path, what: "has the wrong type", value, allowed: issue.expected }];
    case "invalid_value":
      return [
        {
          path,
          what: value === undefined ? "is missing" : "is not one of its values",
          value,
          allowed: list(issue.values),
        },
      ];
    case "invalid_union":
      return [{ path, what: "is of no known kind", value: kindOf(value) }];
    case "invalid_key":
      return [{ path, what: `is no valid name: ${issue.issues.map(({ message }) => message).join(", ")}` }];
    default:
      return [{ path, what: issue.message, value }];
  }
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

import type { Resource } from "./synth.js";

/** The value at a dotted path inside a resource, for instance `rule.0.bucket_key_enabled`; undefined where there's none. */
export function valueAt(resource: Resource, path: string): unknown {
  let value: unknown = resource;
  for (const key of path.split(".")) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A statement of an IAM policy, its lists written as lists. */
export interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy document. */
export function statementsOf(policy: unknown): readonly Statement[] {
  const { Statement } = JSON.parse(String(policy)) as { readonly Statement: readonly Record<string, unknown>[] };
  return Statement.map(
    (one) => ({ ...one, Action: listOf(one["Action"]), Resource: listOf(one["Resource"]) }) as unknown as Statement,
  );
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Every string inside a value, however deep, with its path. */
export function stringsIn(value: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, path === "" ? key : `${path}.${key}`));
}

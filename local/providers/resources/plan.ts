import { fromJson } from "../protocol/codec.js";
import { isList, isObject, type ObjectValue, UNKNOWN, type Value } from "../protocol/values.js";
import { type Block, blockType } from "../schema/types.js";
import type { ResourceKind } from "../vendors/types.js";
import { View } from "../vendors/view.js";
import { sameValue } from "./equality.js";
import { transform } from "./transform.js";

export interface Plan {
  readonly planned: ObjectValue;
  /** Top-level attributes or blocks whose change needs a new resource. */
  readonly replace: readonly string[];
}

/**
 * What a resource would look like after apply.
 *
 * Terraform has already merged the configuration with what was computed before (`proposed`). What is left: defaults,
 * "known after apply" for what a new resource, or a new element of it, has yet to compute, and what a replacement is.
 */
export function planChange(
  block: Block,
  kind: ResourceKind | undefined,
  prior: ObjectValue | null,
  proposed: ObjectValue,
): Plan {
  const seen = prior === null ? new Set<ObjectValue>() : elementsOf(block, prior, proposed);
  const resource = new View(proposed);
  const planned = transform(block, proposed, (value, { path, attribute, element }) => {
    if (typeof value === "string") return settledText(kind, prior, path, value, resource);
    if (value !== null) return value;
    const standard = kind?.defaults?.[path];
    const plain = typeof standard === "function" ? standard(resource) : standard;
    if (plain !== undefined) return fromJson(plain, attribute.type);
    if (typeof standard === "function") return UNKNOWN;
    return attribute.computed && !seen.has(element) ? UNKNOWN : value;
  });
  if (prior === null) return { planned, replace: [] };
  const type = blockType(block);
  if (sameValue(prior, planned, type)) return { planned: prior, replace: [] };
  return {
    planned: { ...planned, ...refreshed(kind, prior, planned) },
    replace: replacements(kind, prior, planned, type),
  };
}

/** A text as the provider would store it; the prior one where the provider takes both for the same. */
function settledText(
  kind: ResourceKind | undefined,
  prior: ObjectValue | null,
  path: string,
  text: string,
  resource: View,
): string {
  const normalized = kind?.normalized?.[path]?.(text) ?? text;
  const before = prior?.[path];
  const same = typeof before === "string" && kind?.equivalent?.[path]?.(before, normalized, resource) === true;
  return same ? before : normalized;
}

function refreshed(kind: ResourceKind | undefined, prior: ObjectValue, planned: ObjectValue): ObjectValue {
  const { when, attributes } = kind?.refreshed ?? { attributes: [] };
  const changes = when === undefined || when.some((name) => prior[name] !== planned[name]);
  return changes ? Object.fromEntries(attributes.map((name) => [name, UNKNOWN])) : {};
}

/**
 * The elements of the proposal that exist already: their empty computed attributes are empty at the vendor's too, and
 * calling them unknown would make every plan a change.
 */
function elementsOf(block: Block, prior: ObjectValue, proposed: ObjectValue): Set<ObjectValue> {
  const seen = new Set<ObjectValue>([proposed]);
  const pairs = [
    ...block.blocks.map((nested) => ({ ...nested, inner: nested.block })),
    ...block.attributes.flatMap(({ name, nested }) =>
      nested === undefined
        ? []
        : [{ name, nesting: nested.nesting, inner: { attributes: nested.attributes, blocks: [] } }],
    ),
  ];
  for (const { name, nesting, inner } of pairs) {
    for (const [before, after] of matches(prior[name] ?? null, proposed[name] ?? null, nesting, inner)) {
      for (const element of elementsOf(inner, before, after)) seen.add(element);
    }
  }
  return seen;
}

/** Pairs old and new elements: by position or key; in a set, by equality, as Terraform does itself. */
function matches(
  before: Value,
  after: Value,
  nesting: string,
  inner: Block,
): readonly (readonly [ObjectValue, ObjectValue])[] {
  if (nesting === "set" && isList(before) && isList(after)) {
    const type = blockType(inner);
    return after.flatMap((item) => {
      const same = before.find((other) => sameValue(other, item, type));
      return isObject(same) && isObject(item) ? [[same, item] as const] : [];
    });
  }
  if (isList(before) && isList(after)) {
    return after.flatMap((item, index) => pair(before[index], item));
  }
  if (nesting === "map" && isObject(before) && isObject(after)) {
    return Object.entries(after).flatMap(([key, item]) => pair(before[key], item));
  }
  return pair(before, after);
}

function pair(before: Value | undefined, after: Value): readonly (readonly [ObjectValue, ObjectValue])[] {
  return isObject(before) && isObject(after) ? [[before, after]] : [];
}

function replacements(
  kind: ResourceKind | undefined,
  prior: ObjectValue,
  planned: ObjectValue,
  type: ReturnType<typeof blockType>,
) {
  if (typeof type === "string" || type[0] !== "object") return [];
  return (kind?.replace ?? []).filter((name) => {
    const inner = type[1][name];
    return inner !== undefined && !sameValue(prior[name] ?? null, planned[name] ?? null, inner);
  });
}

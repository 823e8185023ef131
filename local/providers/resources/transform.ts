import { isList, isObject, type ObjectValue, type Value } from "../protocol/values.js";
import type { Attribute, Block, Nesting } from "../schema/types.js";

/** An attribute where it stands in a resource. */
export interface Place {
  /** Dotted names from the top, without indexes: `widget.definition.title`. */
  readonly path: string;
  readonly attribute: Attribute;
  /** The values of the block around it. */
  readonly element: ObjectValue;
}

/**
 * Rebuilds an object of a block's type, giving every attribute to `change`.
 *
 * @param change Is called for nested attributes too, before their members; what it gives back is walked further.
 */
export function transform(
  block: Block,
  value: ObjectValue,
  change: (value: Value, place: Place) => Value,
  path = "",
): ObjectValue {
  const result: Record<string, Value> = {};
  for (const attribute of block.attributes) {
    const place = { path: path + attribute.name, attribute, element: value };
    const changed = change(value[attribute.name] ?? null, place);
    const members = attribute.nested;
    result[attribute.name] =
      members === undefined
        ? changed
        : eachElement(changed, members.nesting, (item) =>
            transform({ attributes: members.attributes, blocks: [] }, item, change, `${place.path}.`),
          );
  }
  for (const nested of block.blocks) {
    result[nested.name] = eachElement(value[nested.name] ?? null, nested.nesting, (item) =>
      transform(nested.block, item, change, `${path}${nested.name}.`),
    );
  }
  return result;
}

/** Applies a change to the object of a single block, or to every object of a collection. Null and unknown pass. */
export function eachElement(value: Value, nesting: Nesting, change: (item: ObjectValue) => ObjectValue): Value {
  if (isList(value)) return value.map((item) => (isObject(item) ? change(item) : item));
  if (!isObject(value)) return value;
  if (nesting !== "map") return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isObject(item) ? change(item) : item]));
}

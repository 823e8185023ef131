import { fromJson } from "../protocol/codec.js";
import { isUnknown, type ObjectValue } from "../protocol/values.js";
import type { Block } from "../schema/types.js";
import type { Store } from "../store.js";
import type { ResourceKind, Vendor } from "../vendors/types.js";
import { View } from "../vendors/view.js";
import { transform } from "./transform.js";

/** A type together with everything that is known about it. */
export interface ResourceType {
  readonly name: string;
  readonly block: Block;
  readonly kind: ResourceKind | undefined;
  readonly vendor: Vendor;
}

/**
 * Fills in what the plan left unknown, as the vendor's answer to the create or update would.
 *
 * @param id The id of the existing resource, or undefined to make a new one.
 */
export function settle(
  type: ResourceType,
  planned: ObjectValue,
  id: string | undefined,
  store: Store,
  now: Date,
): ObjectValue {
  const resource = new View(planned);
  const { ids } = store;
  const own = id ?? type.kind?.id?.({ resource, ids, store }) ?? type.vendor.defaultId(type.name, ids);
  return transform(type.block, planned, (value, { path, attribute, element }) => {
    if (!isUnknown(value)) return value;
    if (path === "id") return fromJson(own, attribute.type);
    const fill = type.kind?.computed?.[path];
    if (fill === undefined) return null;
    const plain =
      typeof fill === "function" ? fill({ resource, ids, store, id: own, element: new View(element), now }) : fill;
    return fromJson(plain, attribute.type);
  });
}

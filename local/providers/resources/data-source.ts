import { fromJson } from "../protocol/codec.js";
import { Refusal } from "../protocol/diagnostics.js";
import type { ObjectValue } from "../protocol/values.js";
import { type Block, blockType } from "../schema/types.js";
import type { Store } from "../store.js";
import type { Vendor } from "../vendors/types.js";
import { View } from "../vendors/view.js";

/** Answers a data source out of the store. @throws Refusal for kinds that the stand-in cannot answer. */
export function readDataSource(
  name: string,
  block: Block,
  vendor: Vendor,
  query: ObjectValue,
  store: Store,
): ObjectValue {
  const answer = vendor.dataSources[name];
  if (answer === undefined) {
    const known = Object.keys(vendor.dataSources).sort().join(", ");
    throw Refusal.of(
      `The local cloud cannot answer the data source ${name}`,
      `It answers ${known}. Pass the value in from the configuration, or teach it in local/providers/vendors/${vendor.name}.`,
    );
  }
  const looked = fromJson(answer(new View(query), store), blockType(block)) as ObjectValue;
  const configured = Object.entries(query).filter(([, value]) => value !== null);
  return { ...looked, ...Object.fromEntries(configured) };
}

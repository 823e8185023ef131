import { type DynamicValue, encodeValue, fromJson } from "../protocol/codec.js";
import type { CtyType } from "../schema/types.js";

/**
 * Fits a stored state to the present schema. Usually it fits as it is, and goes back byte for byte, so that no number
 * loses a digit on the way through JavaScript; after a change of the bindings, attributes that are gone are dropped.
 */
export function upgradeState(json: Uint8Array | undefined, type: CtyType): DynamicValue | null {
  if (json === undefined || json.length === 0) return null;
  const plain: unknown = JSON.parse(Buffer.from(json).toString("utf8"));
  return fits(plain, type) ? { json } : encodeValue(fromJson(plain, type));
}

function fits(plain: unknown, type: CtyType): boolean {
  if (plain === null || typeof type === "string") return true;
  if (Array.isArray(plain)) return type[0] !== "object" && plain.every((item) => fits(item, type[1]));
  const entries = Object.entries(plain as Record<string, unknown>);
  if (type[0] !== "object") return entries.every(([, item]) => fits(item, type[1]));
  return entries.every(([name, item]) => {
    const inner = type[1][name];
    return inner !== undefined && fits(item, inner);
  });
}

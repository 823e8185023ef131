import { decode, ExtData, ExtensionCodec, encode } from "@msgpack/msgpack";
import type { CtyType } from "../schema/types.js";
import { Decimal, isList, isObject, isUnknown, type ObjectValue, UNKNOWN, Unknown, type Value } from "./values.js";

/** The wire form of a value: Terraform sends MessagePack, and accepts JSON as well. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** cty's extensions: 0 is a bare unknown value, 12 an unknown one with refinements, which are only hints. */
const UNKNOWN_EXTENSION = 0;
const REFINED_UNKNOWN_EXTENSION = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: UNKNOWN_EXTENSION,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: REFINED_UNKNOWN_EXTENSION, encode: () => null, decode: () => UNKNOWN });

/** Reads a value of a known type. @throws on bytes that are no value of that type. */
export function decodeValue(dynamic: DynamicValue | null | undefined, type: CtyType): Value {
  if (dynamic?.msgpack !== undefined && dynamic.msgpack.length > 0) {
    return fromWire(decode(dynamic.msgpack, { extensionCodec, useBigInt64: true }), type);
  }
  if (dynamic?.json !== undefined && dynamic.json.length > 0) {
    return fromJson(JSON.parse(Buffer.from(dynamic.json).toString("utf8")), type);
  }
  return null;
}

/** Writes a value so that cty reads back the very same one. */
export function encodeValue(value: Value): DynamicValue {
  return { msgpack: encode(toWire(value), { extensionCodec, useBigInt64: true }) };
}

/**
 * Gives plain JSON (a state file, a caller's literal) its Terraform type; missing attributes become null.
 *
 * @throws on JSON that is no value of the type.
 */
export function fromJson(plain: unknown, type: CtyType): Value {
  if (plain === null || plain === undefined) return null;
  if (plain instanceof Unknown) return UNKNOWN;
  if (type === "number" && typeof plain === "number" && !Number.isInteger(plain)) return new Decimal(String(plain));
  if (typeof type === "string") return fromWire(plain, type);
  if (type[0] === "object" && isRecord(plain)) {
    return mapValues(type[1], (attribute, name) => fromJson(plain[name], attribute));
  }
  if (type[0] === "map" && isRecord(plain)) return mapValues(plain, (item) => fromJson(item, type[1]));
  if (type[0] !== "object" && Array.isArray(plain)) return plain.map((item) => fromJson(item, type[1]));
  throw mismatch(plain, type);
}

/** Plain JSON of a wholly known value, for people and tests: decimals and big integers become numbers. */
export function toJson(value: Value): unknown {
  if (value instanceof Decimal || typeof value === "bigint") return Number(value.toString());
  if (isUnknown(value)) return undefined;
  if (isList(value)) return value.map(toJson);
  return isObject(value) ? mapValues(value, toJson) : value;
}

function fromWire(wire: unknown, type: CtyType): Value {
  if (wire === null || wire === undefined) return null;
  if (wire instanceof Unknown) return UNKNOWN;
  if (wire instanceof ExtData)
    throw new TypeError(`MessagePack extension ${wire.type} is not one that Terraform writes.`);
  if (type === "dynamic") return wire as Value;
  if (type === "string" && typeof wire === "string") return wire;
  if (type === "bool" && typeof wire === "boolean") return wire;
  if (type === "number") return numberFromWire(wire);
  if (typeof type !== "string" && type[0] === "object" && isRecord(wire)) {
    return mapValues(type[1], (attribute, name) => fromWire(wire[name], attribute));
  }
  if (typeof type !== "string" && type[0] === "map" && isRecord(wire)) {
    return mapValues(wire, (item) => fromWire(item, type[1]));
  }
  if (typeof type !== "string" && Array.isArray(wire)) return wire.map((item) => fromWire(item, type[1] as CtyType));
  throw mismatch(wire, type);
}

/** cty writes a number that neither an int64 nor a double holds exactly as its decimal text. */
function numberFromWire(wire: unknown): Value {
  if (typeof wire === "number") return wire;
  if (typeof wire === "bigint") return Number.isSafeInteger(Number(wire)) ? Number(wire) : wire;
  if (typeof wire === "string") return new Decimal(wire);
  throw mismatch(wire, "number");
}

function mismatch(found: unknown, type: CtyType): TypeError {
  const kind = Array.isArray(found) ? "list" : typeof found;
  return new TypeError(`A ${kind} was received where the schema has ${JSON.stringify(type).slice(0, 80)}.`);
}

function toWire(value: Value): unknown {
  if (value instanceof Decimal) return value.text;
  if (typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) > 0x7fffffff) return BigInt(value);
  if (isList(value)) return value.map(toWire);
  return isObject(value) ? mapValues(value, toWire) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without a prototype of its own a map may hold any key, `__proto__` included. */
function mapValues<From, To>(source: Readonly<Record<string, From>>, change: (item: From, name: string) => To) {
  const target: Record<string, To> = Object.create(null) as Record<string, To>;
  for (const [name, item] of Object.entries(source)) target[name] = change(item, name);
  return target as Record<string, To> & ObjectValue;
}

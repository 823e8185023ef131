/**
 * Terraform values in JavaScript.
 *
 * | cty                   | here                                                             |
 * |-----------------------|------------------------------------------------------------------|
 * | null                  | `null`                                                           |
 * | unknown               | `UNKNOWN`                                                        |
 * | string, bool          | `string`, `boolean`                                              |
 * | number                | `number`; `bigint` beyond 2^53; `Decimal` where a double is inexact |
 * | list, set, tuple      | array                                                            |
 * | map, object           | plain object                                                     |
 */
export type Value = null | Unknown | string | boolean | number | bigint | Decimal | readonly Value[] | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

/** A value that Terraform will know only after apply. */
export class Unknown {
  /** Keeps TypeScript from taking any object for an unknown value. */
  declare private readonly brand: never;

  toString(): string {
    return "(known after apply)";
  }
}

export const UNKNOWN = new Unknown();

/** A number kept as its decimal text: `0.1` has no exact double, and Terraform compares numbers exactly. */
export class Decimal {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !isList(value) && !isScalarObject(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isUnknown(value: Value | undefined): value is Unknown {
  return value instanceof Unknown;
}

/** True when no part of the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

/** The nearest double, for comparisons such as "at least 600"; undefined for everything that is no number. */
export function toNumber(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return value instanceof Decimal ? Number(value.text) : undefined;
}

/** A scalar as text, for ids and names; empty for null, unknown and collections. */
export function textOf(value: Value | undefined): string {
  if (typeof value === "string") return value;
  if (value instanceof Decimal) return value.text;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? value.toString() : "";
}

function isScalarObject(value: object): boolean {
  return value instanceof Unknown || value instanceof Decimal;
}

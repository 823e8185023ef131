import { Decimal, isList, isObject, isUnknown, textOf, type Value } from "../protocol/values.js";
import type { CtyType } from "../schema/types.js";

/** Whether Terraform would call two values of a type equal: exact numbers, and sets in any order. */
export function sameValue(left: Value, right: Value, type: CtyType): boolean {
  if (left === right) return true;
  if (left === null || right === null || isUnknown(left) || isUnknown(right))
    return isUnknown(left) && isUnknown(right);
  if (typeof type === "string") return isNumeric(left) && isNumeric(right) && textOf(left) === textOf(right);
  if (type[0] === "object") {
    if (!isObject(left) || !isObject(right)) return false;
    return Object.entries(type[1]).every(([name, inner]) => sameValue(left[name] ?? null, right[name] ?? null, inner));
  }
  const element = type[1];
  if (type[0] === "map") {
    if (!isObject(left) || !isObject(right)) return false;
    const names = Object.keys(left);
    const others = Object.keys(right);
    return (
      names.length === others.length &&
      names.every((name) => name in right && sameValue(left[name] ?? null, right[name] ?? null, element))
    );
  }
  if (!isList(left) || !isList(right) || left.length !== right.length) return false;
  if (type[0] === "set") return left.every((item) => right.some((other) => sameValue(item, other, element)));
  return left.every((item, index) => sameValue(item, right[index] ?? null, element));
}

function isNumeric(value: Value): boolean {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Decimal;
}

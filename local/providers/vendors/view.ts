import { type Problem, Refusal } from "../protocol/diagnostics.js";
import { isList, isObject, isUnknown, type ObjectValue, toNumber, type Value } from "../protocol/values.js";

/**
 * A resource as a rule reads it. What is null, unknown or of another type reads as undefined, so a rule that finds
 * undefined simply has nothing to say yet; `isSet` and `isUnset` tell the cases apart where that matters.
 */
export class View {
  constructor(
    readonly values: ObjectValue,
    private readonly path: readonly (string | number)[] = [],
  ) {}

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === "string" ? value : undefined;
  }

  number(name: string): number | undefined {
    return toNumber(this.values[name]);
  }

  flag(name: string): boolean | undefined {
    const value = this.values[name];
    return typeof value === "boolean" ? value : undefined;
  }

  /** The known strings of a list or set; undefined when the collection itself is null or unknown. */
  texts(name: string): readonly string[] | undefined {
    const value = this.values[name];
    return isList(value) ? value.filter((item) => typeof item === "string") : undefined;
  }

  /** The elements of a block or nested attribute, as views that know their own path. */
  blocks(name: string): readonly View[] {
    const value = this.values[name];
    if (isObject(value)) return [new View(value, [...this.path, name])];
    if (!isList(value)) return [];
    return value.flatMap((item, index) => (isObject(item) ? [new View(item, [...this.path, name, index])] : []));
  }

  block(name: string): View | undefined {
    return this.blocks(name)[0];
  }

  /** Configured, with a value that may not be known yet. */
  isSet(name: string): boolean {
    const value = this.values[name];
    return value !== null && value !== undefined && !(isList(value) && value.length === 0);
  }

  /** Certainly left out. */
  isUnset(name: string): boolean {
    return !this.isSet(name);
  }

  isUnknown(name: string): boolean {
    return isUnknown(this.values[name]);
  }

  raw(name: string): Value {
    return this.values[name] ?? null;
  }

  /** A problem with one attribute of this view, or with the whole of it when the name is empty. */
  problem(name: string, message: string, hint?: string): Problem {
    const path = name === "" ? this.path : [...this.path, name];
    return hint === undefined ? { path, message } : { path, message, hint };
  }

  /** A problem to throw, for a data source's query. */
  refusal(name: string, message: string, hint?: string): Refusal {
    return new Refusal([this.problem(name, message, hint)]);
  }
}

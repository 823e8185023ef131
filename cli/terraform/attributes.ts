import type { ChangeJson } from "./plan-json.js";

/** One value that a plan changes. */
export interface AttributeChange {
  /** `thresholds.critical`, `ingress.0.from_port` */
  readonly path: string;
  /** Undefined when there was none, or when it is secret. */
  readonly before?: unknown;
  /** Undefined when there will be none, when it is secret, or when it isn't known yet. */
  readonly after?: unknown;
  /** Known only after the apply. */
  readonly unknown: boolean;
  readonly sensitive: boolean;
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: readonly unknown[];
}

/**
 * Every single value that differs between the two sides of a change. Texts that hold JSON, such as policies and
 * container definitions, are compared by their values and not as one long text.
 */
export function changedAttributes(change: ChangeJson): readonly AttributeChange[] {
  const found: AttributeChange[] = [];
  const sensitive = [change.before_sensitive, change.after_sensitive];
  compare("", { before: change.before, after: change.after, unknown: change.after_unknown, sensitive }, found);
  return found;
}

function compare(path: string, { before, after, unknown, sensitive }: Sides, found: AttributeChange[]): void {
  if (sensitive.includes(true)) {
    if (unknown === true || !same(before, after)) found.push({ path, unknown: unknown === true, sensitive: true });
    return;
  }
  if (unknown === true) {
    found.push({ path, ...present("before", before), unknown: true, sensitive: false });
    return;
  }
  if (same(before, after) && !containsTrue(unknown)) return;
  const [left, right] = [decoded(before), decoded(after)];
  if (isContainer(left) || isContainer(right)) {
    const leftParts = parts(left);
    const rightParts = parts(right);
    const unknownParts = parts(unknown);
    const keys = new Set([...Object.keys(leftParts), ...Object.keys(rightParts), ...Object.keys(unknownParts)]);
    const whole = found.length;
    for (const key of keys) {
      const inner = { before: leftParts[key], after: rightParts[key], unknown: unknownParts[key] };
      compare(join(path, key), { ...inner, sensitive: sensitive.map((shape) => parts(shape)[key]) }, found);
    }
    if (found.length > whole || isEmpty(left) === isEmpty(right)) return;
  }
  if (isEmpty(left) && isEmpty(right)) return;
  found.push({ path, ...present("before", left), ...present("after", right), unknown: false, sensitive: false });
}

function present(side: "before" | "after", value: unknown): Partial<Pick<AttributeChange, "before" | "after">> {
  return value === undefined || value === null ? {} : { [side]: value };
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function parts(value: unknown): Readonly<Record<string, unknown>> {
  return isContainer(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (isContainer(value) && Object.keys(value).length === 0)
  );
}

function containsTrue(shape: unknown): boolean {
  return shape === true || (isContainer(shape) && Object.values(shape).some(containsTrue));
}

function decoded(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);
}

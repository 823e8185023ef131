import type { Changes } from "./configuration.js";

/**
 * Blocks of changes as one: of what lies below what another block writes, and of what two blocks write, records are
 * merged and lists joined.
 *
 * @throws Error when two blocks give one setting different values
 */
export function together(blocks: Readonly<Record<string, Changes>>): Changes {
  const said = Object.entries(blocks)
    .flatMap(([block, changes]) => Object.entries(changes).map(([path, value]) => ({ block, path, value })))
    .sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const merged = new Map<string, unknown>();
  for (const { block, path, value } of said) {
    const above = [...merged.keys()].find((other) => path === other || path.startsWith(`${other}.`)) ?? path;
    const below = path.slice(above.length).split(".").slice(1);
    const wrapped = below.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    merged.set(above, merge(merged.get(above), wrapped, { block, path: above }));
  }
  return Object.fromEntries(merged);
}

interface Place {
  readonly block: string;
  readonly path: string;
}

function depthOf(path: string): number {
  return path.split(".").length;
}

function merge(one: unknown, other: unknown, place: Place): unknown {
  if (one === undefined || JSON.stringify(one) === JSON.stringify(other)) return other;
  if (Array.isArray(one) && Array.isArray(other)) return union(one, other);
  if (!isRecord(one) || !isRecord(other)) {
    const [first, second] = [one, other].map((value) => JSON.stringify(value));
    throw new Error(`${place.path} is ${second} in the block ${place.block}, and ${first} in one before it`);
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      key in other ? merge(one[key], other[key], { ...place, path: `${place.path}.${key}` }) : one[key],
    ]),
  );
}

function union(one: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const known = new Set(one.map((item) => JSON.stringify(item)));
  return [...one, ...other.filter((item) => !known.has(JSON.stringify(item)))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

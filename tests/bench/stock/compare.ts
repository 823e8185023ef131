import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

/**
 * Where the stacks that two synths wrote differ, CDKTF's metadata (`//`) aside.
 *
 * @param one folder of a synth, with `stacks/<name>/cdk.tf.json` in it
 * @returns a line for each stack that is missing or another; none when all are alike
 */
export function differences(one: string, other: string): readonly string[] {
  const [stacks, others] = [stacksOf(one), stacksOf(other)];
  if (stacks.size === 0) return [`${one}: has no stacks`];
  return [...new Set([...stacks.keys(), ...others.keys()])].flatMap((name) => {
    const [a, b] = [stacks.get(name), others.get(name)];
    if (a === undefined || b === undefined) return [`${name}: only one of the two wrote it`];
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.filter((key) => !isDeepStrictEqual(a[key], b[key])).map((key) => `${name}: ${key} differs`);
  });
}

function stacksOf(folder: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const names = readdirSync(join(folder, "stacks"));
  return new Map(names.map((name) => [name, read(join(folder, "stacks", name, "cdk.tf.json"))]));
}

function read(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, "utf8"), withoutMetadata) as Record<string, unknown>;
}

function withoutMetadata(key: string, value: unknown): unknown {
  return key === "//" ? undefined : value;
}

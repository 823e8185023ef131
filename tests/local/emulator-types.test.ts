import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { classifiedTypes } from "../../modules/core/lifecycle.js";

const FIXTURES = fileURLToPath(new URL("../fixtures/aws", import.meta.url));

/**
 * Types of AWS that the emulator can't carry from creation to nothing, each with its reason. It shrinks: a type that a
 * fixture carries may not stand here. What it does otherwise than AWS with the others: tests/e2e/emulator-limits.test.ts.
 */
const NOT_CARRIED: Readonly<Record<string, string>> = {};

/** What the fixtures under the real provider create, change in place and destroy. */
function carried(): ReadonlySet<string> {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".tf"));
  const text = files.map((file) => readFileSync(join(FIXTURES, file), "utf8")).join("\n");
  return new Set([...text.matchAll(/^resource "(\w+)"/gm)].map(([, type = ""]) => type));
}

describe("the AWS emulator", () => {
  it("carries every type that a stack may hold, but for those that say why not", () => {
    const known = carried();
    const missing = [...classifiedTypes].filter((type) => type.startsWith("aws_") && !known.has(type));
    expect(missing.sort()).toEqual(Object.keys(NOT_CARRIED).sort());
  });
});

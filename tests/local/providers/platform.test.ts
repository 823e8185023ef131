import { describe, expect, it } from "vitest";
import type { Block } from "../../../local/providers/schema/types.js";
import { platform } from "../../support/platform.js";
import { type Json, UNKNOWN, VENDORS, World } from "./world.js";

const ARGUMENTS_OF_TERRAFORM = ["//", "count", "depends_on", "for_each", "lifecycle", "provider"];

/** The configuration as a provider sees it while planning: references are unknown, single blocks are lists of one. */
function planned(block: Block, written: Json): Json {
  const configured = Object.entries(written).filter(([name]) => !ARGUMENTS_OF_TERRAFORM.includes(name));
  return Object.fromEntries(
    configured.map(([name, value]) => {
      const nested = block.blocks.find((one) => one.name === name);
      const known = withoutReferences(value);
      if (nested === undefined) return [name, known];
      const elements = (Array.isArray(known) ? known : [known]).map((element) =>
        planned(nested.block, element as Json),
      );
      return [name, nested.nesting === "single" ? elements[0] : elements];
    }),
  );
}

function withoutReferences(value: unknown): unknown {
  if (typeof value === "string") return value.includes("${") ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutReferences(item)]));
}

describe("the platform's own configuration", () => {
  it.each([...platform("aws").keys()])("of %s has nothing that the vendors would reject", (name) => {
    const world = new World();
    const resources = Object.entries(platform("aws").get(name)?.json.resource ?? {})
      .filter(([type]) => VENDORS.some((vendor) => type.startsWith(`${vendor.name}_`)))
      .flatMap(([type, byId]) => Object.entries(byId).map(([id, written]) => ({ type, id, written })));
    const complaints = resources.flatMap(({ type, id, written }) =>
      world
        .plan(type, planned(world.provider(type).type(type).type.block, written))
        .complaints.map((complaint) => `${type}.${id}: ${complaint}`),
    );
    expect(complaints).toEqual([]);
  });
});

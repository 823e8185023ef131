import { describe, expect, it } from "vitest";
import { isUnknown, type ObjectValue, textOf, type Value } from "../../../local/providers/protocol/values.js";
import type { Attribute, Block, CtyType } from "../../../local/providers/schema/types.js";
import { type Json, schemaOf, VENDORS, World } from "./world.js";

/** A value of a type, for every setting that must be there. */
function sample(type: CtyType): unknown {
  if (typeof type === "string") return { string: "x", number: 1, bool: true, dynamic: "x" }[type];
  if (type[0] === "object")
    return Object.fromEntries(Object.entries(type[1]).map(([name, inner]) => [name, sample(inner)]));
  return type[0] === "map" ? { key: sample(type[1]) } : [sample(type[1])];
}

function minimal(block: Block): Json {
  const attributes = block.attributes
    .filter(({ required }) => required)
    .map((each) => [each.name, settingOf(each)] as const);
  const blocks = block.blocks
    .filter(({ minItems }) => minItems > 0)
    .map(
      ({ name, nesting, block: inner }) => [name, nesting === "single" ? minimal(inner) : [minimal(inner)]] as const,
    );
  return Object.fromEntries([...attributes, ...blocks]);
}

function settingOf({ type, nested }: Attribute): unknown {
  if (nested === undefined) return sample(type);
  const inner = minimal({ attributes: nested.attributes, blocks: [] });
  return nested.nesting === "single" ? inner : nested.nesting === "map" ? { key: inner } : [inner];
}

describe("every type without rules of its own", () => {
  const types = VENDORS.flatMap((vendor) =>
    Object.entries(schemaOf(vendor).resources)
      .filter(([type]) => {
        const { rules, worldRules, parent } = vendor.kinds[type] ?? {};
        return rules === undefined && worldRules === undefined && parent === undefined;
      })
      .map(([type, block]) => [type, minimal(block)] as const),
  );

  it("is there", () => {
    expect(types.length).toBeGreaterThan(270);
  });

  it.each(types)("%s comes up, is known throughout, plans nothing more, can be imported and goes", (type, config) => {
    const world = new World();
    const state = world.create(type, config);
    expect(unknowns(state)).toEqual([]);
    expect(world.plan(type, config, state)).toEqual({ planned: state, replace: [], complaints: [] });
    expect(world.refresh(type, state)).toEqual(state);
    const unread = VENDORS.flatMap((vendor) => vendor.kinds[type]?.unread ?? []);
    const imported = { ...state, ...Object.fromEntries(unread.map((name) => [name, null])) };
    expect(world.import(type, textOf(state["id"])).state).toEqual(imported);
    expect(world.destroy(type, state)).toEqual([]);
    expect(world.refresh(type, state)).toBeNull();
  });
});

function unknowns(value: Value, path = ""): readonly string[] {
  if (isUnknown(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as ObjectValue).flatMap(([name, item]) => unknowns(item, `${path}.${name}`));
}

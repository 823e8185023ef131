import { decode, encode } from "@msgpack/msgpack";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValue, encodeValue, fromJson, toJson } from "../../../local/providers/protocol/codec.js";
import { Decimal, UNKNOWN, type Value } from "../../../local/providers/protocol/values.js";
import { sameValue } from "../../../local/providers/resources/equality.js";
import { upgradeState } from "../../../local/providers/resources/upgrade.js";
import type { CtyType } from "../../../local/providers/schema/types.js";

/** A value as Terraform may send it, with its type. */
interface Typed {
  readonly type: CtyType;
  readonly value: Value;
}

const decimal = fc
  .tuple(fc.bigInt(), fc.stringMatching(/^[0-9]{1,40}$/))
  .map(([whole, fraction]) => new Decimal(`${whole}.${fraction}`));

const key = fc.string({ minLength: 1 }).filter((name) => name !== "__proto__");

/** Null and unknown are values of every type. */
const orAbsent = (type: CtyType, value: fc.Arbitrary<Value>): fc.Arbitrary<Typed> =>
  fc
    .oneof({ arbitrary: value, weight: 6 }, fc.constant(null), fc.constant(UNKNOWN))
    .map((item) => ({ type, value: item }));

const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((item) => !Object.is(item, -0)),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  decimal,
);

const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 3 },
    orAbsent("string", fc.string({ unit: "grapheme" })),
    orAbsent("bool", fc.boolean()),
    orAbsent("number", number),
    fc.tuple(fc.constantFrom("list", "set"), tie("typed"), fc.nat(3)).map(([kind, item, length]) => ({
      type: [kind, item.type] as const,
      value: Array.from({ length }, () => item.value),
    })),
    fc.tuple(fc.uniqueArray(key, { maxLength: 3 }), tie("typed")).map(([names, item]) => ({
      type: ["map", item.type] as const,
      value: Object.fromEntries(names.map((name) => [name, item.value])),
    })),
    fc.dictionary(key, tie("typed"), { maxKeys: 4 }).map((members) => ({
      type: ["object", mapValues(members, ({ type }) => type)] as const,
      value: mapValues(members, ({ value }) => value),
    })),
  ),
}));

function mapValues<From, To>(source: Readonly<Record<string, From>>, change: (item: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(source).map(([name, item]) => [name, change(item)]));
}

const bytes = (value: Value) => encodeValue(value).msgpack ?? new Uint8Array();

describe("the codec", () => {
  it("gives back every value of every type as it was", () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        expect(decodeValue(encodeValue(value), type)).toEqual(value);
      }),
    );
  });

  it("writes the same bytes again for what it has read", () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        expect(bytes(decodeValue(encodeValue(value), type))).toEqual(bytes(value));
      }),
    );
  });

  it("calls every value equal to its copy", () => {
    fc.assert(
      fc.property(typed, ({ type, value }) => {
        expect(sameValue(value, decodeValue(encodeValue(value), type), type)).toBe(true);
      }),
    );
  });

  it("keeps decimals as text, since a double would be another number", () => {
    expect(decodeValue({ msgpack: encode("0.1") }, "number")).toEqual(new Decimal("0.1"));
    expect(decode(bytes(fromJson(0.1, "number")))).toBe("0.1");
    expect(decode(bytes(1e21))).toBe(1e21);
    expect(decode(bytes(2 ** 40), { useBigInt64: true })).toBe(2n ** 40n);
  });

  it("reads an unknown value with refinements as unknown", () => {
    const refined = new Uint8Array([0xc7, 0x03, 0x0c, 0x81, 0x01, 0xc2]);
    expect(decodeValue({ msgpack: refined }, "string")).toBe(UNKNOWN);
  });

  it("refuses bytes that are no value of the type", () => {
    expect(() => decodeValue({ msgpack: encode(["a"]) }, "string")).toThrow('where the schema has "string"');
    expect(() => decodeValue({ msgpack: encode(true) }, "number")).toThrow('where the schema has "number"');
  });

  it("fills in attributes that plain JSON leaves out", () => {
    const type: CtyType = ["object", { a: "string", b: ["list", "number"] }];
    expect(toJson(fromJson({ a: "x" }, type))).toEqual({ a: "x", b: null });
  });
});

describe("equality", () => {
  it("doesn't look at the order of a set, but at that of a list", () => {
    expect(sameValue(["a", "b"], ["b", "a"], ["set", "string"])).toBe(true);
    expect(sameValue(["a", "b"], ["b", "a"], ["list", "string"])).toBe(false);
  });

  it("tells null, unknown and empty apart", () => {
    const values: readonly Value[] = [null, UNKNOWN, []];
    for (const [row, left] of values.entries()) {
      for (const [column, right] of values.entries()) {
        expect(sameValue(left, right, ["list", "string"])).toBe(row === column);
      }
    }
  });

  it("compares numbers by what they are", () => {
    expect(sameValue(new Decimal("0.5"), 0.5, "number")).toBe(true);
    expect(sameValue(new Decimal("0.1"), new Decimal("0.10000000000000000555"), "number")).toBe(false);
  });
});

const stored = (text: string) => Buffer.from(text);

describe("a stored state", () => {
  const type: CtyType = ["object", { id: "string", size: "number" }];

  it("goes back byte for byte while it fits the schema", () => {
    const json = stored('{"id":"1","size":0.1000000000000000055511151231257827}');
    expect(upgradeState(json, type)).toEqual({ json });
  });

  it("loses the attributes that the schema no longer has", () => {
    const upgraded = upgradeState(stored('{"id":"1","size":0.1,"gone":true}'), type);
    expect(decodeValue(upgraded, type)).toEqual({ id: "1", size: new Decimal("0.1") });
  });
});

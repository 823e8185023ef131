import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subnetCidr, TIERS, tierCidr } from "../../../modules/core/cidr.js";
import { problemsOf } from "../../support/configuration.js";

const ZONES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const PAIRS = TIERS.flatMap((tier) => ZONES.map((zone) => [tier, zone] as const));

/** First address and number of addresses. */
function rangeOf(cidr: string): readonly [first: number, size: number] {
  const [address = "", prefix] = cidr.split("/");
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [((a * 256 + b) * 256 + c) * 256 + d, 2 ** (32 - Number(prefix))];
}

/** Any VPC that AWS and three tiers permit, beginning at a multiple of its size. */
const vpc = fc.tuple(fc.nat(0xfff), fc.integer({ min: 16, max: 20 })).map(([slot, prefix]) => {
  const base = slot - (slot % 2 ** (20 - prefix));
  return `10.${base >> 4}.${(base & 15) << 4}.0/${prefix}`;
});

describe("the addresses of a subnet", () => {
  it("are these in a /16", () => {
    expect(subnetCidr("10.20.0.0/16", "public", "a")).toBe("10.20.0.0/21");
    expect(subnetCidr("10.20.0.0/16", "private", "a")).toBe("10.20.64.0/21");
    expect(subnetCidr("10.20.0.0/16", "isolated", "c")).toBe("10.20.144.0/21");
  });

  it("lie inside the VPC and never meet those of another tier or zone", () => {
    fc.assert(
      fc.property(vpc, (cidr) => {
        const [first, size] = rangeOf(cidr);
        const ranges = PAIRS.map(([tier, zone]) => rangeOf(subnetCidr(cidr, tier, zone))).sort(([a], [b]) => a - b);
        const inside = ranges.every(([base, count]) => base >= first && base + count <= first + size);
        const apart = ranges.every(([base], index) => {
          const [before, count] = ranges[index - 1] ?? [0, 0];
          return base >= before + count;
        });
        return inside && apart;
      }),
    );
  });

  it("are part of their tier's, which meet no other tier's", () => {
    expect(tierCidr("10.20.0.0/16", "private")).toBe("10.20.64.0/18");
    fc.assert(
      fc.property(vpc, fc.constantFrom(...PAIRS), fc.constantFrom(...TIERS), (cidr, [tier, zone], other) => {
        const [base, size] = rangeOf(subnetCidr(cidr, tier, zone));
        const [first, count] = rangeOf(tierCidr(cidr, other));
        return (base >= first && base + size <= first + count) === (tier === other);
      }),
    );
  });

  it("begin at a multiple of their size, as AWS demands", () => {
    fc.assert(
      fc.property(vpc, fc.constantFrom(...PAIRS), (cidr, [tier, zone]) => {
        const [base, size] = rangeOf(subnetCidr(cidr, tier, zone));
        return base % size === 0 && size >= 16;
      }),
    );
  });

  it("follow from range, tier and letter alone: no other zone is even asked for", () => {
    fc.assert(
      fc.property(vpc, fc.shuffledSubarray(PAIRS), (cidr, pairs) => {
        const all = new Map(PAIRS.map(([tier, zone]) => [`${tier}-${zone}`, subnetCidr(cidr, tier, zone)]));
        return pairs.every(([tier, zone]) => subnetCidr(cidr, tier, zone) === all.get(`${tier}-${zone}`));
      }),
    );
  });

  it.each(["z", "", "ab", "A"])("rejects the zone %j", (zone) => {
    expect(problemsOf(() => subnetCidr("10.20.0.0/16", "public", zone))).toEqual([
      { what: "is not the letter of a zone", value: zone, allowed: "a to h" },
    ]);
  });

  it.each(["10.20.0.0/24", "10.0.0.0/15", "10.20.0.0", "banana"])("rejects the VPC %s", (cidr) => {
    expect(problemsOf(() => subnetCidr(cidr, "public", "a"))).toEqual([
      {
        what: "is no range of a VPC that holds three tiers of eight zones",
        value: cidr,
        allowed: "/16 to /23",
      },
    ]);
  });
});

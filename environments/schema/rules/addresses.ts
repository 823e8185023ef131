import { overlap } from "../network/range.js";
import type { Candidate, Rule } from "./context.js";

/**
 * Long-lived environments may be peered one day, so no two share an address. Ephemeral ones are
 * never peered with each other: they may meet, but not a long-lived one.
 */
export const addressesDoNotOverlap: Rule<"environments"> = ({ environments }) =>
  pairs(environments).flatMap(([one, other]) => {
    if (one.ephemeral && other.ephemeral) return [];
    const [a, b] = [one.parsed.network.cidr, other.parsed.network.cidr];
    if (!overlap(a, b)) return [];
    return {
      path: `${other.parsed.name}.network.cidr`,
      what: `overlaps ${one.parsed.name}'s ${a}`,
      value: b,
      allowed: "a private range that no other environment uses",
      fix: "take a free one: they are listed in environments/*.ts",
    };
  });

function pairs(list: readonly Candidate[]): [Candidate, Candidate][] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other): [Candidate, Candidate] => [one, other]));
}

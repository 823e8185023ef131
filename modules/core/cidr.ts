import { GantryError } from "./errors.js";

/** The three kinds of subnet, by how far they reach. */
export const TIERS = ["public", "private", "isolated"] as const;
export type Tier = (typeof TIERS)[number];

/** Two bits for the tier (one of four stays free), three for the zone (eight letters). */
const TIER_BITS = 2;
const ZONE_BITS = 3;
const ZONES = "abcdefgh";

/** AWS accepts no VPC larger than /16 and no subnet smaller than /28. */
const LARGEST_VPC = 16;
const SMALLEST_SUBNET = 28;

/**
 * The addresses of one tier in one zone.
 *
 * They depend on the VPC's range, the tier and the letter of the zone, and on nothing else: not on
 * which other zones there are, nor on their order. So adding a zone never moves another, and a zone
 * that comes back gets its old addresses. A /16 gives each zone 2,046 addresses a tier, a /20 126.
 *
 * @param cidr of the VPC, for instance `10.20.0.0/16`
 * @param zone its letter, `a` to `h`
 * @throws GantryError for another zone, and for a range that AWS or three tiers don't permit
 */
export function subnetCidr(cidr: string, tier: Tier, zone: string): string {
  const prefix = lengthOf(cidr) + TIER_BITS + ZONE_BITS;
  return part(cidr, subnetNumber(tier, zone), prefix);
}

/**
 * All addresses of a tier: those of its subnets, in the zones that there are and in those that may come.
 *
 * @throws GantryError for a range that AWS or three tiers don't permit
 */
export function tierCidr(cidr: string, tier: Tier): string {
  return part(cidr, TIERS.indexOf(tier), lengthOf(cidr) + TIER_BITS);
}

/**
 * The number of a tier's subnet in one zone, among all that a VPC has room for: 0 to 31. Like the addresses that follow
 * from it, it depends on the tier and the letter alone.
 *
 * @throws GantryError for what is no letter of a zone
 */
export function subnetNumber(tier: Tier, zone: string): number {
  const slot = ZONES.indexOf(zone);
  if (zone.length !== 1 || slot < 0) {
    throw new GantryError({ what: "is not the letter of a zone", value: zone, allowed: "a to h" });
  }
  return TIERS.indexOf(tier) * 2 ** ZONE_BITS + slot;
}

/** Length of the prefix of a VPC's range. */
function lengthOf(cidr: string): number {
  const length = Number(cidr.split("/")[1]);
  if (length >= LARGEST_VPC && length + TIER_BITS + ZONE_BITS <= SMALLEST_SUBNET) return length;
  throw new GantryError({
    what: "is no range of a VPC that holds three tiers of eight zones",
    value: cidr,
    allowed: `/${LARGEST_VPC} to /${SMALLEST_SUBNET - TIER_BITS - ZONE_BITS}`,
  });
}

/** The part of that number, where a range is cut into equal parts with a longer prefix. */
function part(cidr: string, number: number, prefix: number): string {
  const first = (cidr.split("/")[0] ?? "").split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const base = first + number * 2 ** (32 - prefix);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${prefix}`;
}

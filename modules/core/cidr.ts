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
  const [address = "", length = ""] = cidr.split("/");
  const prefix = Number(length) + TIER_BITS + ZONE_BITS;
  if (!(Number(length) >= LARGEST_VPC && prefix <= SMALLEST_SUBNET)) {
    throw new GantryError({
      what: "is no range of a VPC that holds three tiers of eight zones",
      value: cidr,
      allowed: `/${LARGEST_VPC} to /${SMALLEST_SUBNET - TIER_BITS - ZONE_BITS}`,
    });
  }
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const base = first + subnetNumber(tier, zone) * 2 ** (32 - prefix);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${prefix}`;
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

import { z } from "zod";

/** The private ranges of RFC 1918; a VPC outside them would shadow public addresses. */
const PRIVATE = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/;

/** AWS accepts a VPC of /16 to /28; three tiers of up to six zones need at least a /20. */
const vpcCidr = z
  .cidrv4({ error: "must be an IPv4 range in CIDR notation, for instance 10.20.0.0/16", abort: true })
  .refine((cidr) => PRIVATE.test(cidr), {
    error: "must be a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
  })
  .refine((cidr) => prefixOf(cidr) >= 16 && prefixOf(cidr) <= 20, {
    error: "must be between /16 (the largest VPC of AWS) and /20 (the smallest that holds three tiers)",
    abort: true,
  })
  .refine((cidr) => baseOf(cidr) % 2 ** (32 - prefixOf(cidr)) === 0, {
    error: "must begin at a multiple of its size: for a /16 the last two numbers are 0",
  });

export const networkSchema = z.strictObject({
  /** Address range of the VPC; may overlap no other environment's. */
  cidr: vpcCidr,
  /** Zone letters of the region. A zone's addresses depend on its letter alone, so adding one only adds. */
  zones: z
    .array(z.enum(["a", "b", "c", "d", "e", "f"]))
    .min(2, { error: "needs two zones: a load balancer and a database subnet group require them" })
    .refine((zones) => new Set(zones).size === zones.length, { error: "names a zone twice" }),
  /**
   * How private subnets reach the internet. `single` (about $33 a month) loses its way out with its
   * zone; `per-zone` doesn't, and costs that much per zone; `none` leaves the AWS endpoints only.
   */
  nat: z.enum(["none", "single", "per-zone"]),
});

export type NetworkConfig = Readonly<z.infer<typeof networkSchema>>;

export function prefixOf(cidr: string): number {
  return Number(cidr.split("/")[1]);
}

/** First address of a range as an unsigned number. */
export function baseOf(cidr: string): number {
  const [address = ""] = cidr.split("/");
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

import { z } from "zod";
import { slug } from "../primitives.js";
import { interfaceEndpoints } from "./endpoints.js";
import { flowLogsSchema } from "./flow-logs.js";
import { peeringSchema } from "./peering.js";
import { beginsAtItsSize, prefixOf } from "./range.js";
import { vpnSchema } from "./vpn.js";

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
  .refine(beginsAtItsSize, {
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
   * zone; `per-zone` doesn't, and costs that much per zone; each GB through either is about $0.05 more.
   * `none` leaves what `endpoints` names, and S3 and DynamoDB: on AWS it is refused while a service uses more.
   */
  nat: z.enum(["none", "single", "per-zone"]),
  /**
   * Interface endpoints: the services of AWS that private subnets reach without the internet, by the names that their
   * endpoints have. Each is about $8 a month and zone, and a cent per GB.
   * @default none - S3 and DynamoDB alone, whose gateway endpoints are free of charge
   */
  endpoints: interfaceEndpoints.default([]),
  /**
   * IPv6 beside IPv4: public and private subnets have addresses of both kinds, and the private ones a way out through a
   * gateway that lets nothing in. Free of charge. Services go out over both; stores keep to IPv4.
   * @default false
   */
  ipv6: z.boolean().default(false),
  /** A record of who talked to whom. @default - none is kept */
  flowLogs: flowLogsSchema.exactOptional(),
  /** VPCs that the private subnets reach, by what they are called here. @default none */
  peerings: z.record(slug, peeringSchema).default({}),
  /** Networks elsewhere that the private subnets reach over IPsec, by what they are called here. @default none */
  vpns: z.record(slug, vpnSchema).default({}),
});

export type NetworkConfig = Readonly<z.infer<typeof networkSchema>>;

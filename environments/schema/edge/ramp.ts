import { z } from "zod";
import { hostName, portNumber } from "../primitives.js";

/** A record has a weight of at most 255, and each of these the same share: so both sides still add up exactly. */
const MOST_ADDRESSES = 2;

const loadBalancer = z.strictObject({
  kind: z.literal("load-balancer"),
  /** Its DNS name, which ELB watches with it: it is answered while it has healthy targets. */
  dnsName: hostName,
  /** The hosted zone of that name: `CanonicalHostedZoneId` of `aws elbv2 describe-load-balancers`. */
  zoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{1,31}$/, { error: "must be the id of a hosted zone, for instance Z32O12XQLNTSW2" }),
});

const addresses = z.strictObject({
  kind: z.literal("addresses"),
  /** Public addresses of servers or of a load balancer elsewhere. */
  addresses: z
    .array(z.ipv4({ error: "must be an IPv4 address" }))
    .min(1)
    .max(MOST_ADDRESSES)
    .refine((addresses) => !addresses.some(isPrivate), { error: "include a private one: the world can't reach it" })
    .refine((addresses) => new Set(addresses).size === addresses.length, { error: "name one twice" }),
  /**
   * What Route 53 asks each of them over HTTPS, every ten seconds from all over the world; about $5 a month each.
   */
  health: z.strictObject({
    /** Path that answers with 2xx or 3xx. */
    path: z.string().startsWith("/", { error: "must be a path beginning with /" }).max(255),
    /** @default 443 */
    port: portNumber.default(443),
  }),
});

/**
 * Moves the traffic of a domain from an old target to this environment, by the weights of DNS records.
 *
 * Route 53 gives each resolver one side or the other, and no side that is ill while the other is well: also at 0 or
 * at 100. It holds for the domain and all hosts under it. A client keeps its answer for a minute.
 */
export const rampSchema = z.strictObject({
  /** Percent of the answers that lead here: the one line to move, and to go back. */
  to: z.int().min(0).max(100),
  /** Where the rest goes. It must answer for the same names, and hold a certificate for them. */
  old: z.discriminatedUnion("kind", [loadBalancer, addresses]),
});

export type RampConfig = Readonly<z.infer<typeof rampSchema>>;

function isPrivate(address: string): boolean {
  return /^(10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/.test(address);
}

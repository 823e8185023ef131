import { z } from "zod";
import { remoteRange } from "./range.js";

/** Inside addresses of a tunnel: a /30 of the link-local range. Source: AWS Site-to-Site VPN user guide. */
const insideRange = z.string().regex(/^169\.254\.\d{1,3}\.\d{1,3}\/30$/, {
  error: "must be a /30 of 169.254.0.0/16, for instance 169.254.10.0/30",
});

/** AWS keeps these for itself. Source: AWS Site-to-Site VPN user guide, "Tunnel options", inside tunnel IPv4 CIDR. */
const RESERVED = /^169\.254\.([0-5]\.0|169\.252)\/30$/;

const common = {
  /** Public address of the device at the other end. A change makes the connection anew. */
  address: z.ipv4({ error: "must be an IPv4 address" }),
  /**
   * Inside addresses of the two tunnels, where the device needs particular ones. A change makes a tunnel anew, one
   * after the other.
   * @default - AWS chooses
   */
  tunnels: z
    .tuple([insideRange, insideRange])
    .refine((tunnels) => new Set(tunnels).size === tunnels.length, { error: "are the same for both tunnels" })
    .refine((tunnels) => !tunnels.some((one) => RESERVED.test(one)), { error: "include a range that AWS reserves" })
    .exactOptional(),
};

/**
 * A site-to-site VPN: two IPsec tunnels (IKEv2) to a device elsewhere, about $36 a month and the traffic. AWS makes
 * the pre-shared keys and keeps them in Secrets Manager, where whoever sets up the device reads them: they are neither
 * here nor in the state. It opens no port: security groups permit what they did before.
 */
export const vpnSchema = z.discriminatedUnion("routing", [
  z.strictObject({
    ...common,
    /** What is behind the device is written here. */
    routing: z.literal("static"),
    ranges: z.array(remoteRange).min(1),
  }),
  z.strictObject({
    ...common,
    /** The device announces what is behind it. */
    routing: z.literal("bgp"),
    /** Number of its autonomous system; a private one is 64512 to 65534. A change makes the connection anew. */
    asn: z.int().min(1).max(2_147_483_647),
    /** What services may reach of it; routes come from the device. @default - nobody names it among what it reaches */
    ranges: z.array(remoteRange).min(1).exactOptional(),
  }),
]);

export type VpnConfig = Readonly<z.infer<typeof vpnSchema>>;

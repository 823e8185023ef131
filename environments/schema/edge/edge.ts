import { z } from "zod";
import { hostName } from "../primitives.js";
import { cdnSchema } from "./cdn.js";
import { firewallSchema } from "./firewall.js";
import { privateZoneSchema } from "./private-zone.js";
import { rampSchema } from "./ramp.js";

/**
 * The fewest that AWS reserves. Source: Elastic Load Balancing user guide, "Capacity reservations for your
 * Application Load Balancer".
 */
const FEWEST_UNITS = 100;

/** What stands between the world and an environment's services, beside its load balancer. All of it by choice. */
export const edgeSchema = z.strictObject({
  /**
   * Keeps a line for every request: who, what, how long, answered by whom. Free of charge but for S3: a million
   * requests are about 0.1 GB.
   * @default - none are kept
   */
  accessLogs: z
    .strictObject({
      /** @default - as long as other logs of the environment */
      days: z.int().min(1).max(3653).exactOptional(),
    })
    .exactOptional(),
  /** @default - none */
  firewall: firewallSchema.exactOptional(),
  /**
   * Capacity units below which the load balancer never goes, for a rush that is known beforehand; `PeakLCUs` in
   * CloudWatch says how many such a day took. Each is about $6 a month ($0.008 an hour): set it the evening before, and
   * take it away after. AWS lowers a reservation twice a day at most.
   * @default - none: the load balancer grows within minutes
   */
  minimumCapacityUnits: z.int().min(FEWEST_UNITS).exactOptional(),
  /**
   * Whether clients reach the environment by IPv6 beside IPv4; goes with `network.ipv6`. Services are asked by IPv4 as
   * before. Free of charge. @default false
   */
  ipv6: z.boolean().default(false),
  /**
   * Tells certificate authorities that none but Amazon may issue a certificate for the environment's domain and what is
   * under it. @default - any may
   */
  issuers: z
    .strictObject({
      /** Others that may, such as `letsencrypt.org`, by the names that they give for CAA records. @default none */
      others: z.array(hostName).default([]),
    })
    .exactOptional(),
  /** @default - all traffic comes here */
  ramp: rampSchema.exactOptional(),
  /** @default - none: clients reach the load balancer itself */
  cdn: cdnSchema.exactOptional(),
  /** Zones that resolve inside the VPC alone, with their records. @default none */
  privateZones: z.record(hostName, privateZoneSchema).default({}),
});

export type EdgeConfig = Readonly<z.infer<typeof edgeSchema>>;

import { z } from "zod";
import { accountId, region } from "../primitives.js";
import { remoteRange } from "./range.js";

/** A VPC has at most 125 peerings, and a route table as many routes to them as its quota of 50 leaves. */
const MOST_RANGES = 5;

/**
 * A VPC that the private subnets reach, and that reaches them: one of another environment, of another account, an old
 * one. Both ends are written here, so the deploy role must exist in the account of the other one. The connection is
 * free of charge; traffic that leaves a zone is about $0.01 a GB each way, as it is inside a VPC, and a region more.
 *
 * It opens no port: a service says what it `reaches` there. The isolated subnets are never part of it.
 */
export const peeringSchema = z.strictObject({
  vpc: z
    .string()
    .regex(/^vpc-[0-9a-f]{8,17}$/, { error: "must be the id of a VPC, for instance vpc-0a1b2c3d4e5f67890" }),
  /** Account of that VPC. A change makes the connection anew. @default - the environment's own */
  account: accountId.exactOptional(),
  /** Region of that VPC. A change makes the connection anew. @default - the environment's own */
  region: region.exactOptional(),
  /** Its address ranges, as many of them as shall be reached. */
  ranges: z.array(remoteRange).min(1).max(MOST_RANGES),
  /**
   * Its route tables that get a route back.
   * @default none - whoever owns them writes it: until then no answer comes
   */
  routeTables: z
    .array(
      z.string().regex(/^rtb-[0-9a-f]{8,17}$/, { error: "must be the id of a route table, for instance rtb-0a1b2c3d" }),
    )
    .default([]),
  /** Whether each end resolves the public names of the other's instances to their private addresses. @default true */
  dns: z.boolean().default(true),
});

export type PeeringConfig = Readonly<z.infer<typeof peeringSchema>>;

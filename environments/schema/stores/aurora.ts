import { z } from "zod";
import { databaseSizeShape, instanceClass } from "./database.js";

/** Aurora capacity units, of about 2 GiB of memory each; in steps of a half, at most 256. */
const capacityUnits = z.number().multipleOf(0.5, { error: "must be a multiple of 0.5 capacity units" }).max(256);

/**
 * Instances that Aurora sizes by itself, within seconds, between the two; each is billed by what it has ($0.14 a
 * capacity unit and hour in eu-west-1).
 */
const serverlessCapacity = z.strictObject({
  /** At 0 it pauses after five minutes without a connection, and the next one waits for about 15 seconds. */
  minimum: capacityUnits.min(0),
  maximum: capacityUnits.min(1),
});

/** How big an Aurora cluster is in one environment; `version` is as its engine has them. */
export const auroraSizeShape = <Version extends z.ZodType<string>>(version: Version) => ({
  /** Class of its instances, or what serverless ones may grow to. */
  size: z.union([instanceClass, serverlessCapacity]),
  /** Instances beside the one that writes, in other zones: they answer reads, and one takes over when it fails. */
  readers: z.int().min(0).max(15),
  /** Days of point-in-time recovery; Aurora keeps at least one and at most 35. */
  backupDays: z.int().min(1, { error: "must be at least 1: Aurora has no backups to turn off" }).max(35),
  ...databaseSizeShape(version),
});

import { z } from "zod";
import { monitorsShape } from "../monitors.js";
import { exceptionsShape } from "./exceptions.js";
import { windowsShape } from "./windows.js";

/** What a Redis store is, in every environment alike. Always encrypted, TLS-only and opened by IAM. */
export const redisSchema = z.strictObject({
  kind: z.literal("redis"),
  /** As ElastiCache lists them; before 7.0 it can't be opened by IAM. */
  version: z.enum(["7.0", "7.1"]),
  /**
   * Keys spread over shards, which clients must speak the cluster protocol for. It stays as it was made.
   * @default false
   */
  clusterMode: z.boolean().default(false),
  /**
   * Which keys go when memory is full: `noeviction` for what must not get lost (writes fail then), `allkeys-lru` for a
   * cache.
   * @default "volatile-lru"
   */
  eviction: z
    .enum([
      "allkeys-lfu",
      "allkeys-lru",
      "allkeys-random",
      "noeviction",
      "volatile-lfu",
      "volatile-lru",
      "volatile-random",
      "volatile-ttl",
    ])
    .default("volatile-lru"),
  ...monitorsShape,
});

/** How big a Redis store is in one environment. */
export const redisSizeSchema = z.strictObject({
  /** ElastiCache node type. */
  size: z
    .string()
    .regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, { error: "must be a node type of ElastiCache such as cache.t4g.micro" }),
  /** A replica in another zone, of each shard, that takes over by itself; doubles the price. */
  standby: z.boolean(),
  /** How many shards hold the keys; goes with `clusterMode`. @default 1 */
  shards: z.int().min(1).max(90).exactOptional(),
  /** Days for which the daily snapshot is kept, at most 35; 0 takes none. */
  backupDays: z.int().min(0).max(35),
  ...exceptionsShape,
  ...windowsShape,
});

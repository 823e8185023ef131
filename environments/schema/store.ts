import { z } from "zod";

/** What a PostgreSQL database is, in every environment alike. */
export const postgresSchema = z.strictObject({
  kind: z.literal("postgres"),
  /** Major and minor version as RDS lists them. */
  version: z.string().regex(/^1[3-7]\.\d+$/, { error: "must be a PostgreSQL version of RDS such as 16.8" }),
  /** Name of the database that is created in it. */
  database: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, {
    error: "must begin with a letter and hold at most 63 lower-case letters, digits and underscores",
  }),
});

/** What a bucket is, in every environment alike. Always versioned, encrypted and TLS-only. */
export const bucketSchema = z.strictObject({
  kind: z.literal("bucket"),
  /** Days for which a replaced or deleted object can be brought back. @default 30 */
  noncurrentDays: z.int().min(1).default(30),
});

/** SQS hides a message no longer. */
export const LONGEST_VISIBILITY_SECONDS = 43_200;

/** What a queue is, in every environment alike. Always encrypted, TLS-only and with a dead letter queue. */
export const queueSchema = z.strictObject({
  kind: z.literal("queue"),
  /**
   * Order within each message group, and each message once; at most 300 sends a second. The name then ends in
   * `.fifo`: a change makes a new, empty queue.
   * @default false
   */
  fifo: z.boolean().default(false),
  /** Seconds for which a received message is hidden from others: the longest that it is worked on. @default 30 */
  visibilitySeconds: z.int().min(1).max(LONGEST_VISIBILITY_SECONDS).default(30),
  /** Receipts without a deletion after which a message goes to the dead letter queue. @default 5 */
  maximumReceives: z.int().min(1).max(1000).default(5),
  /** Days after which a message that nobody worked off is gone. @default 4 */
  retentionDays: z
    .int()
    .min(1)
    .max(13, { error: "leaves no time to dead letters: theirs, of 14 days, runs from when they were sent" })
    .default(4),
});

/** What a store of files is, in every environment alike. Services mount directories of it as volumes. */
export const filesSchema = z.strictObject({ kind: z.literal("files") });

export const storeSchema = z.discriminatedUnion("kind", [postgresSchema, bucketSchema, queueSchema, filesSchema]);

/** How big a PostgreSQL database is in one environment. */
export const postgresSizeSchema = z.strictObject({
  /** RDS instance class. */
  size: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, { error: "must be an RDS class such as db.t4g.micro" }),
  storageGiB: z.int().min(20, { error: "must be at least 20: the smallest gp3 volume of RDS" }).max(65_536),
  /** A second instance in another zone that takes over by itself; doubles the price. */
  standby: z.boolean(),
  /** Days of point-in-time recovery; RDS keeps at most 35. */
  backupDays: z.int().min(0).max(35),
});

/** A bucket has no size; the empty entry says that the environment has it. */
export const bucketSizeSchema = z.strictObject({});

/** A queue has no size; the empty entry says that the environment has it. */
export const queueSizeSchema = z.strictObject({});

/** Files take the room that they need. */
export const filesSizeSchema = z.strictObject({});

/** The size that each kind of store takes. */
export const STORE_SIZES = {
  postgres: postgresSizeSchema,
  bucket: bucketSizeSchema,
  queue: queueSizeSchema,
  files: filesSizeSchema,
} as const;

export type StoreShape = z.infer<typeof storeSchema>;
export type QueueShape = z.infer<typeof queueSchema>;
export type PostgresConfig = Readonly<z.infer<typeof postgresSchema> & z.infer<typeof postgresSizeSchema>>;
export type BucketConfig = Readonly<z.infer<typeof bucketSchema> & z.infer<typeof bucketSizeSchema>>;
export type QueueConfig = Readonly<z.infer<typeof queueSchema> & z.infer<typeof queueSizeSchema>>;
export type FilesConfig = Readonly<z.infer<typeof filesSchema> & z.infer<typeof filesSizeSchema>>;
export type StoreConfig = PostgresConfig | BucketConfig | QueueConfig | FilesConfig;

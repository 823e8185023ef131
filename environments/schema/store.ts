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

export const storeSchema = z.discriminatedUnion("kind", [postgresSchema, bucketSchema]);

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

export type StoreShape = z.infer<typeof storeSchema>;
export type PostgresConfig = Readonly<z.infer<typeof postgresSchema> & z.infer<typeof postgresSizeSchema>>;
export type BucketConfig = Readonly<z.infer<typeof bucketSchema> & z.infer<typeof bucketSizeSchema>>;
export type StoreConfig = PostgresConfig | BucketConfig;

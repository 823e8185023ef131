import { z } from "zod";
import { auroraMysqlSchema, auroraMysqlSizeSchema } from "./aurora-mysql.js";
import { auroraPostgresSchema, auroraPostgresSizeSchema } from "./aurora-postgres.js";
import { bucketSchema, bucketSizeSchema } from "./bucket.js";
import { filesSchema, filesSizeSchema } from "./files.js";
import { mysqlSchema, mysqlSizeSchema } from "./mysql.js";
import { postgresSchema, postgresSizeSchema } from "./postgres.js";
import { queueSchema, queueSizeSchema } from "./queue.js";
import { redisSchema, redisSizeSchema } from "./redis.js";
import { warehouseSchema, warehouseSizeSchema } from "./warehouse.js";

/** What a store is, in every environment alike: one of the kinds. */
export const storeSchema = z.discriminatedUnion("kind", [
  postgresSchema,
  mysqlSchema,
  auroraPostgresSchema,
  auroraMysqlSchema,
  redisSchema,
  bucketSchema,
  queueSchema,
  filesSchema,
  warehouseSchema,
]);

/** How big a store of each kind is in one environment. */
export const STORE_SIZES = {
  postgres: postgresSizeSchema,
  mysql: mysqlSizeSchema,
  "aurora-postgres": auroraPostgresSizeSchema,
  "aurora-mysql": auroraMysqlSizeSchema,
  redis: redisSizeSchema,
  bucket: bucketSizeSchema,
  queue: queueSizeSchema,
  files: filesSizeSchema,
  warehouse: warehouseSizeSchema,
} as const;

export type StoreShape = z.infer<typeof storeSchema>;
export type StoreKind = StoreShape["kind"];
export type StoreSizeOf<Kind extends StoreKind> = z.infer<(typeof STORE_SIZES)[Kind]>;

/** A store of that kind as the stacks read it: what it is, and how big. */
export type StoreConfigOf<Kind extends StoreKind> = Readonly<Extract<StoreShape, { kind: Kind }> & StoreSizeOf<Kind>>;
export type StoreConfig = { [Kind in StoreKind]: StoreConfigOf<Kind> }[StoreKind];

export type QueueShape = Extract<StoreShape, { kind: "queue" }>;

import { z } from "zod";
import { slug } from "./primitives.js";
import type { cronSchema, cronSizeSchema } from "./services/kinds/cron.js";
import type { daemonSchema, daemonSizeSchema } from "./services/kinds/daemon.js";
import type { internalSchema, internalSizeSchema } from "./services/kinds/internal.js";
import type { webSchema, webSizeSchema } from "./services/kinds/web.js";
import type { workerSchema, workerSizeSchema } from "./services/kinds/worker.js";
import { type ServiceShape, serviceSchema } from "./services/service.js";
import type { auroraMysqlSchema, auroraMysqlSizeSchema } from "./stores/aurora-mysql.js";
import type { auroraPostgresSchema, auroraPostgresSizeSchema } from "./stores/aurora-postgres.js";
import type { bucketSchema, bucketSizeSchema } from "./stores/bucket.js";
import type { filesSchema, filesSizeSchema } from "./stores/files.js";
import type { mysqlSchema, mysqlSizeSchema } from "./stores/mysql.js";
import type { postgresSchema, postgresSizeSchema } from "./stores/postgres.js";
import type { queueSchema, queueSizeSchema } from "./stores/queue.js";
import type { redisSchema, redisSizeSchema } from "./stores/redis.js";
import { type StoreShape, storeSchema } from "./stores/store.js";
import type { warehouseSchema, warehouseSizeSchema } from "./stores/warehouse.js";

export { fromPipeline } from "./tasks/image.js";

export const catalogueSchema = z.strictObject({
  services: z.record(slug, serviceSchema),
  stores: z.record(slug, storeSchema),
});

/** What every environment runs: the shape of its services and stores, never their size. */
export interface Catalogue {
  readonly services: Readonly<Record<string, ServiceShape>>;
  readonly stores: Readonly<Record<string, StoreShape>>;
}

type WithoutKind<Input> = Omit<Input, "kind">;

/** A service behind the load balancer. */
export const web = (shape: WithoutKind<z.input<typeof webSchema>>) => ({ kind: "web" as const, ...shape });

/** A service that works off a queue. */
export const worker = (shape: WithoutKind<z.input<typeof workerSchema>>) => ({ kind: "worker" as const, ...shape });
/** A service that other services call, and nobody else. */
export const internal = (shape: WithoutKind<z.input<typeof internalSchema>>) => ({
  kind: "internal" as const,
  ...shape,
});

/** A task that the clock starts. */
export const cron = (shape: WithoutKind<z.input<typeof cronSchema>>) => ({ kind: "cron" as const, ...shape });
/** One task on every EC2 instance of its clusters. */
export const daemon = (shape: WithoutKind<z.input<typeof daemonSchema>>) => ({ kind: "daemon" as const, ...shape });

/** A PostgreSQL database on RDS. */
export const postgres = (shape: WithoutKind<z.input<typeof postgresSchema>>) => ({
  kind: "postgres" as const,
  ...shape,
});

/** A MySQL database on RDS. */
export const mysql = (shape: WithoutKind<z.input<typeof mysqlSchema>>) => ({ kind: "mysql" as const, ...shape });

/** An Aurora cluster that speaks PostgreSQL: instances of one class or serverless ones, and readers. */
export const auroraPostgres = (shape: WithoutKind<z.input<typeof auroraPostgresSchema>>) => ({
  kind: "aurora-postgres" as const,
  ...shape,
});

/** An Aurora cluster that speaks MySQL: instances of one class or serverless ones, and readers. */
export const auroraMysql = (shape: WithoutKind<z.input<typeof auroraMysqlSchema>>) => ({
  kind: "aurora-mysql" as const,
  ...shape,
});

/** Redis on ElastiCache, which services open with their role and no password. */
export const redis = (shape: WithoutKind<z.input<typeof redisSchema>>) => ({ kind: "redis" as const, ...shape });

/** An S3 bucket. */
export const bucket = (shape: WithoutKind<z.input<typeof bucketSchema>> = {}) => ({
  kind: "bucket" as const,
  ...shape,
});

/** An SQS queue, which one worker works off. */
export const queue = (shape: WithoutKind<z.input<typeof queueSchema>> = {}) => ({ kind: "queue" as const, ...shape });

/** Files that tasks share and that outlive them, on EFS. */
export const files = (shape: WithoutKind<z.input<typeof filesSchema>> = {}) => ({ kind: "files" as const, ...shape });

/** A warehouse on Redshift Serverless: billed while queries run. */
export const warehouse = (shape: WithoutKind<z.input<typeof warehouseSchema>>) => ({
  kind: "warehouse" as const,
  ...shape,
});

/** The size that each kind of service takes. */
export interface ServiceSizes {
  readonly web: z.input<typeof webSizeSchema>;
  readonly worker: z.input<typeof workerSizeSchema>;
  readonly daemon: z.input<typeof daemonSizeSchema>;
  readonly internal: z.input<typeof internalSizeSchema>;
  readonly cron: z.input<typeof cronSizeSchema>;
}

/** The size that each kind of store takes. */
export interface StoreSizes {
  readonly postgres: z.input<typeof postgresSizeSchema>;
  readonly mysql: z.input<typeof mysqlSizeSchema>;
  readonly "aurora-postgres": z.input<typeof auroraPostgresSizeSchema>;
  readonly "aurora-mysql": z.input<typeof auroraMysqlSizeSchema>;
  readonly redis: z.input<typeof redisSizeSchema>;
  readonly bucket: z.input<typeof bucketSizeSchema>;
  readonly queue: z.input<typeof queueSizeSchema>;
  readonly files: z.input<typeof filesSizeSchema>;
  readonly warehouse: z.input<typeof warehouseSizeSchema>;
}

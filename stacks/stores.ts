import type { Construct } from "constructs";
import type { StoreConfig, StoreConfigOf, StoreKind } from "../environments/schema/stores/store.js";
import { AuroraMysql } from "../modules/aws/data/aurora-mysql.js";
import { AuroraPostgres } from "../modules/aws/data/aurora-postgres.js";
import { BucketStore } from "../modules/aws/data/bucket-store.js";
import { Files } from "../modules/aws/data/files.js";
import { Mysql } from "../modules/aws/data/mysql.js";
import { Postgres } from "../modules/aws/data/postgres.js";
import { Queue } from "../modules/aws/data/queue.js";
import { Redis } from "../modules/aws/data/redis.js";
import { Warehouse } from "../modules/aws/data/warehouse.js";
import type { Permission } from "../modules/core/refs/permission.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import { type CloudFront, showing } from "./cloudfront.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

interface StoresProps extends Shared {
  /** @default - no bucket is shown to the world */
  readonly cloudFront?: CloudFront;
}

/** The catalogue's stores, each by its kind. */
export function buildStores(scope: Construct, shared: StoresProps): StoreRef[] {
  const { stores } = shared.environment;
  const built = new Map<string, StoreRef>();
  // Warehouses last: they load from buckets.
  const inOrder = Object.entries(stores).sort(([, one], [, other]) => rankOf(one) - rankOf(other));
  for (const [store, config] of inOrder) built.set(store, build(scope, store, config, { ...shared, built }));
  return Object.keys(stores).flatMap((store) => built.get(store) ?? []);
}

const rankOf = ({ kind }: StoreConfig) => (kind === "warehouse" ? 1 : 0);

interface StoreProps extends StoresProps {
  /** Those that stand already. */
  readonly built: ReadonlyMap<string, StoreRef>;
}

function build(scope: Construct, store: string, config: StoreConfig, shared: StoreProps): StoreRef {
  const { environment, organization, lifecycle, network, keyArn } = shared;
  const id = `store-${store}`;
  const { account, region } = environment;
  const common = { environment: environment.name, store, keyArn };
  // A restart in the middle of the day costs a disposable environment nothing.
  const standing = {
    ...common,
    network,
    applyImmediately: lifecycle === "disposable",
    changeLog: environment.migration?.[store]?.back !== undefined,
  };
  switch (config.kind) {
    case "postgres":
      return new Postgres(scope, id, { ...standing, ...config }).ref;
    case "mysql":
      return new Mysql(scope, id, { ...standing, ...config, logRetentionDays: retentionOf(config, shared) }).ref;
    case "aurora-postgres":
      return new AuroraPostgres(scope, id, { ...standing, ...config, logRetentionDays: retentionOf(config, shared) })
        .ref;
    case "aurora-mysql":
      return new AuroraMysql(scope, id, { ...standing, ...config, logRetentionDays: retentionOf(config, shared) }).ref;
    case "redis":
      return new Redis(scope, id, { ...standing, ...config, logRetentionDays: LOG_RETENTION_DAYS[lifecycle] }).ref;
    case "bucket": {
      const shown = shownBy(scope, store, config, shared);
      return new BucketStore(scope, id, { ...common, ...config, ...shown, organization: organization.name }).ref;
    }
    case "queue":
      return new Queue(scope, id, { ...common, ...config, account, region }).ref;
    case "warehouse":
      return new Warehouse(scope, id, {
        ...common,
        ...config,
        network,
        loads: config.loads.flatMap((bucket) => readingOf(shared.built.get(bucket))),
        logRetentionDays: retentionOf(config, shared),
      }).ref;
    case "files": {
      const { zones } = environment.network;
      return new Files(scope, id, { ...common, network, zones, backups: lifecycle === "protected" }).ref;
    }
  }
}

type Database = StoreConfigOf<Extract<StoreKind, "mysql" | "aurora-postgres" | "aurora-mysql" | "warehouse">>;

/** As long as the logs of services, where its size doesn't say. */
function retentionOf({ logRetentionDays }: Database, { lifecycle }: Shared): number {
  return logRetentionDays ?? LOG_RETENTION_DAYS[lifecycle];
}

/** What it takes to read a bucket. */
const READS = ["kms:Decrypt", "s3:GetObject", "s3:ListBucket"];

/** Of what a service may do with a bucket, that it reads it. */
function readingOf(bucket: StoreRef | undefined): readonly Permission[] {
  return (bucket?.permissions ?? []).map((permission) => ({
    ...permission,
    actions: permission.actions.filter((action) => READS.includes(action)),
  }));
}

function shownBy(
  scope: Construct,
  store: string,
  { site, reach = "europe-america" }: StoreConfigOf<"bucket">,
  { environment, cloudFront }: StoresProps,
) {
  if (site === undefined || cloudFront === undefined) return {};
  return { shown: showing(scope, store, { ...site, reach }, { environment, cloudFront }) };
}

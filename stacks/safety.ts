import type { Construct } from "constructs";
import { Backups } from "../modules/aws/backup/backups.js";
import type { Saved } from "../modules/aws/backup/permissions.js";
import { Notices } from "../modules/aws/security/notices.js";
import { StoreEvents } from "../modules/aws/security/store-events.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import type { Shared } from "./shared.js";

export interface SafetyProps extends Pick<Shared, "environment" | "keyArn"> {
  readonly stores: readonly StoreRef[];
}

/** Who hears of what AWS reports of the stores, and their copies in a vault: both by choice. */
export function buildSafety(scope: Construct, props: SafetyProps): void {
  const topicArn = buildEvents(scope, props);
  if (topicArn !== undefined) buildBackups(scope, topicArn, props);
}

function buildEvents(scope: Construct, { environment, stores }: SafetyProps): string | undefined {
  const { name, account, region, events } = environment;
  if (events === undefined) return undefined;
  const { arn: topicArn } = new Notices(scope, "events", {
    owner: name,
    topic: "events",
    description: `Events of ${name}`,
    account,
    region,
    publishers: ["rds", "alarms", ...(environment.backup === undefined ? [] : (["rules"] as const))],
    email: events.email,
  });
  const idsOf = (...kinds: readonly StoreRef["kind"][]) =>
    stores.flatMap(({ kind, source }) => (source !== undefined && kinds.includes(kind) ? [source.id] : []));
  new StoreEvents(scope, "store-events", {
    environment: name,
    topicArn,
    instances: idsOf("postgres", "mysql"),
    clusters: idsOf("aurora-postgres", "aurora-mysql"),
    warehouses: stores.flatMap(({ name: store, physicalName: workgroup }) => {
      const config = environment.stores[store];
      return config?.kind === "warehouse" ? [{ store, workgroup, maxCapacityRpu: config.maxCapacityRpu }] : [];
    }),
    backups: events.backups,
  });
  return topicArn;
}

const SAVED: Readonly<Partial<Record<StoreRef["kind"], Saved["kind"]>>> = {
  postgres: "instance",
  mysql: "instance",
  "aurora-postgres": "cluster",
  "aurora-mysql": "cluster",
  files: "files",
  bucket: "bucket",
};

function buildBackups(scope: Construct, topicArn: string, { environment, keyArn, stores }: SafetyProps): void {
  const { name, account, region, backup } = environment;
  if (backup === undefined) return;
  const { stores: chosen, at, lock, ...keeping } = backup;
  new Backups(scope, "backups", {
    environment: name,
    account,
    region,
    keyArn,
    saved: stores.flatMap(({ name: store, kind: storeKind, source }): Saved[] => {
      const kind = SAVED[storeKind];
      if (kind === undefined || source === undefined || !chosen.includes(store)) return [];
      const { arn, keyArn } = source;
      return [{ kind, arn, ...(keyArn === undefined ? {} : { keyArn }) }];
    }),
    at,
    keeping,
    ...(lock === undefined
      ? {}
      : {
          lock: {
            minimumDays: lock.minimumDays,
            ...(lock.mode === "governance" ? {} : { finalAfterDays: lock.graceDays }),
          },
        }),
    topicArn,
  });
}

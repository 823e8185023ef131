import { auroraMysql, auroraPostgres, bucket, mysql, postgres, redis } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";
import { withWorker } from "./worker.js";

const names = ["main", "documents", "jobs", "orders", "ledger", "legacy", "cache", "sessions"];

const windows = { backupWindow: "01:00-02:00", maintenanceWindow: "tue:03:00-tue:04:00" };

/**
 * The changes that put one store of every kind that services reach over the network or HTTPS into the tests' own
 * configuration, with every setting said, all of them used by the api.
 */
export const everyStore: Changes = {
  ...withWorker,
  "catalogue.stores.main": postgres({ version: "16.8", database: "main" }),
  "catalogue.stores.orders": mysql({ version: "8.4.5", database: "orders" }),
  "catalogue.stores.ledger": auroraPostgres({ version: "16.6", database: "ledger" }),
  "catalogue.stores.legacy": auroraMysql({ version: "8.0.mysql_aurora.3.08.0", database: "legacy" }),
  "catalogue.stores.cache": redis({ version: "7.1", eviction: "allkeys-lru" }),
  "catalogue.stores.sessions": redis({ version: "7.1", clusterMode: true }),
  "catalogue.stores.documents": bucket({
    transitions: [
      { afterDays: 30, to: "STANDARD_IA" },
      { afterDays: 180, to: "GLACIER" },
    ],
    expireDays: 3650,
    cors: [{ origins: ["https://app.acme.test"], methods: ["GET", "PUT"], headers: ["*"], exposes: ["ETag"] }],
  }),
  "catalogue.services.api.stores": names,
  ...Object.fromEntries(
    Object.entries({
      main: { storageMaximumGiB: 500, logRetentionDays: 90, insights: false, ...windows },
      orders: { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30, ...windows },
      ledger: { size: "db.r7g.large", readers: 2, backupDays: 14, logRetentionDays: 400 },
      legacy: { size: { minimum: 2, maximum: 32 }, readers: 1, backupDays: 14 },
      cache: { size: "cache.m7g.large", standby: true, backupDays: 7, ...windows },
      sessions: { size: "cache.r7g.large", standby: true, shards: 3, backupDays: 7 },
      documents: { lock: { mode: "governance", days: 30 } },
    }).map(([store, size]) => [
      `production.stores.${store}`,
      store === "main" ? { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30, ...size } : size,
    ]),
  ),
  "staging.stores.orders": { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 0 },
  "staging.stores.ledger": { size: "db.t4g.medium", readers: 0, backupDays: 1 },
  "staging.stores.legacy": { size: { minimum: 0.5, maximum: 2 }, readers: 0, backupDays: 1 },
  "staging.stores.cache": { size: "cache.t4g.micro", standby: false, backupDays: 0 },
  "staging.stores.sessions": { size: "cache.t4g.micro", standby: false, backupDays: 0 },
};

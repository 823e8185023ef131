import type { EnvironmentInput } from "../../../../../environments/schema/environment.js";
import type { catalogue } from "./catalogue.js";
import { accounts } from "./organization.js";

/** Nothing beside its stores that a deploy would wait for: no domain, no NAT, one task. */
export const production: EnvironmentInput<typeof catalogue> = {
  name: "production",
  account: accounts.production,
  region: "eu-west-1",
  lifecycle: "protected",
  alerts: "quiet",
  network: { cidr: "10.10.0.0/16", zones: ["a", "b", "c"], nat: "none" },
  edge: {
    privateZones: { "acme.internal": { legacy: { type: "A", values: ["10.60.0.7"], ttlSeconds: 300 } } },
  },
  clusters: { app: { on: "fargate" } },
  services: { keeper: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 } },
  stores: {
    main: { size: "db.t4g.medium", storageGiB: 20, standby: true, backupDays: 7 },
    orders: { size: "db.t4g.medium", storageGiB: 20, standby: true, backupDays: 7 },
    ledger: { size: { minimum: 0.5, maximum: 2 }, readers: 1, backupDays: 7 },
    legacy: { size: "db.t4g.medium", readers: 1, backupDays: 7 },
    cache: { size: "cache.t4g.micro", standby: true, backupDays: 7 },
    sessions: { size: "cache.t4g.micro", standby: true, backupDays: 7 },
    documents: { lock: { mode: "governance", days: 30 } },
    jobs: {},
    attachments: {},
    figures: { baseCapacityRpu: 8, maxCapacityRpu: 16 },
  },
};

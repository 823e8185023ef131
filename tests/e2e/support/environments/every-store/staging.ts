import type { EnvironmentInput } from "../../../../../environments/schema/environment.js";
import type { catalogue } from "./catalogue.js";
import { accounts } from "./organization.js";

/** As production is, only smaller, and to be thrown away. */
export const staging: EnvironmentInput<typeof catalogue> = {
  name: "staging",
  account: accounts.staging,
  region: "eu-west-1",
  lifecycle: "disposable",
  alerts: "quiet",
  network: { cidr: "10.20.0.0/16", zones: ["a", "b", "c"], nat: "none" },
  edge: {
    privateZones: { "acme.internal": { legacy: { type: "A", values: ["10.60.0.7"], ttlSeconds: 300 } } },
  },
  clusters: { app: { on: "fargate" } },
  services: { keeper: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 } },
  stores: {
    main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 },
    orders: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 },
    ledger: { size: { minimum: 0.5, maximum: 1 }, readers: 0, backupDays: 1 },
    legacy: { size: "db.t4g.medium", readers: 0, backupDays: 1 },
    cache: { size: "cache.t4g.micro", standby: false, backupDays: 0 },
    sessions: { size: "cache.t4g.micro", standby: false, backupDays: 0 },
    documents: {},
    jobs: {},
    attachments: {},
    figures: { baseCapacityRpu: 8, maxCapacityRpu: 16 },
  },
};

import { warehouse } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";

/** A warehouse that the api uses, in three zones each: Redshift asks for them. */
export const withWarehouse: Changes = {
  "catalogue.stores.figures": warehouse({ database: "figures", loads: ["documents"] }),
  "catalogue.services.api.stores": ["main", "documents", "figures"],
  "production.stores.figures": {
    baseCapacityRpu: 32,
    maxCapacityRpu: 128,
    limit: { rpuHours: 400, per: "week", reached: "stop" },
  },
  "staging.stores.figures": { baseCapacityRpu: 8, maxCapacityRpu: 16, limit: { rpuHours: 20, per: "day" } },
  "staging.network.zones": ["a", "b", "c"],
};

/** Copies of every store that AWS Backup saves, and who hears of what happens to them, where it is protected. */
export const withBackups: Changes = {
  "production.backup": {
    stores: ["main", "documents"],
    daily: { keepDays: 35 },
    weekly: { keepDays: 90 },
    monthly: { keepDays: 400 },
    lock: { mode: "compliance", minimumDays: 30, graceDays: 14 },
  },
  "production.events": { email: ["platform@acme.test"], backups: true },
  "staging.backup": { stores: ["main", "documents"], at: "22:15", weekly: { keepDays: 14 } },
  "staging.events": { email: ["staging@acme.test"] },
};

/** GuardDuty and AWS Config of both accounts, in two regions of one of them. */
export const watchedAccounts: Changes = {
  "organization.security": [
    {
      account: "production",
      region: "eu-west-1",
      guardDuty: { protections: ["s3", "rds-logins", "runtime"] },
      config: { records: "everything" },
      findings: { email: ["security@acme.test"], severity: "high" },
    },
    { account: "production", region: "us-east-1", guardDuty: {} },
    { account: "staging", region: "eu-west-1", guardDuty: {}, config: {}, findings: { email: ["staging@acme.test"] } },
  ],
};

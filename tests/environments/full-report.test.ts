import { describe, expect, it } from "vitest";
import { type Changes, problemsAfter, written } from "../support/configuration.js";
import { everyStore } from "../support/stores.js";

const production = written().environments[0]?.input as object;

/** Each line is a mistake about networks, edges or stores, in three environments and in what they share. */
const MISTAKES: Changes = {
  "organization.domains.delegationTtlSeconds": 5,
  "production.stores.main.backupDays": 3,
  "production.stores.orders.standby": false,
  "production.stores.ledger.readers": 0,
  "production.stores.cache.exceptions": { standby: "it is warm again within a minute" },
  "production.stores.legacy.size": { minimum: 0.7, maximum: 0.5 },
  "staging.network.cidr": "10.10.128.0/17",
  "staging.network.zones": ["a", "d"],
  "staging.network.peerings": { old: { vpc: "vpc-0a1b2c3d4e5f67890", ranges: ["10.10.200.0/24"] } },
  "staging.stores.main.size": "db.t4g.4xlarge",
  "staging.stores.main.storageMaximumGiB": 21,
  "staging.stores.main.version": "16.8",
  "staging.stores.orders.upgradeTo": "9.0",
  "staging.stores.ledger.size": "db.m7g.large",
  "staging.stores.ledger.backupDays": 0,
  "staging.stores.legacy.standby": true,
  "staging.stores.cache.size": "cache.t4g.large",
  "staging.stores.cache.shards": 2,
  "staging.stores.sessions.maintenanceWindow": "wed:02:30-wed:03:30",
  "staging.stores.documents.lock": { mode: "governance", days: 30 },
  perf: { ...production, name: "perf", stores: {}, services: {} },
  "perf.network": { cidr: "10.30.0.0/24", zones: ["a"], nat: "none" },
  "perf.edge": { privateZones: { "old.acme.test": { db: { type: "A", values: ["10.60.0.7"], ttlSeconds: 604_800 } } } },
};

const NOBODY = "leaves nobody to take over when the only instance of a protected environment's store fails";

/** Every mistake by its path, with what is wrong and what is allowed. */
const REPORT: Readonly<Record<string, readonly [what: string, allowed?: string]>> = {
  "organization.domains.delegationTtlSeconds": ["is too small", "at least 30"],
  "perf.network.cidr": ["must be between /16 (the largest VPC of AWS) and /20 (the smallest that holds three tiers)"],
  "perf.network.zones": [
    "needs two zones: a load balancer and a database subnet group require them",
    "at least 2 entries",
  ],
  "perf.edge.privateZones.old.acme.test.db.ttlSeconds": ["is too big", "at most 86400"],
  "staging.network.cidr": ["overlaps production's 10.10.0.0/16", "a private range that no other environment uses"],
  "staging.network.zones.1": ["is no zone of eu-west-1", "a, b, c"],
  "staging.network.peerings.old.ranges.0": [
    "overlaps staging.network.cidr, 10.10.128.0/17",
    "a range that shares no address with the environment's own nor with any other that it reaches",
  ],
  "production.stores.main.backupDays": ["is too short for a protected environment", "7 to 35"],
  "production.stores.orders.standby": [NOBODY, "true"],
  "production.stores.ledger.readers": [NOBODY, "at least 1"],
  "production.stores.cache.exceptions.standby": ["is an exception that nothing needs: somebody takes over"],
  "production.stores.legacy.size": ["has a minimum above its maximum"],
  "staging.stores.main.size": [
    "is no class of RDS for PostgreSQL",
    "db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large, db.t4g.xlarge, db.t4g.2xlarge",
  ],
  "staging.stores.main.storageMaximumGiB": [
    "leaves storage no room to grow: RDS asks for a tenth more than there is",
    "at least 22",
  ],
  "staging.stores.main.version": ["holds nothing back: it is no older than the catalogue's", "older than 16.8"],
  "staging.stores.documents.lock": ["would keep a disposable environment from being destroyed"],
  "staging.stores.orders.upgradeTo": ["is not the release of the version that it has here, 8.4.5", "8.4"],
  "staging.stores.ledger.size": [
    "is no class of Aurora with PostgreSQL",
    "db.t3.*, db.t4g.*, db.r5.*, db.r6g.*, db.r6gd.*, db.r6i.*, db.r6id.*, db.r7g.*, db.r7i.*, db.r8g.*, db.r8gd.*, db.x2g.*",
  ],
  "staging.stores.cache.size": ["is no class of ElastiCache", "cache.t4g.micro, cache.t4g.small, cache.t4g.medium"],
  "staging.stores.cache.shards": ["goes with cluster mode, which the catalogue doesn't give this store"],
  "staging.stores.sessions.maintenanceWindow": [
    "is a time at which the store is both backed up and changed, which AWS refuses",
  ],
  "production.stores.legacy.size.minimum": ["must be a multiple of 0.5 capacity units"],
  "production.stores.legacy.size.maximum": ["is too small", "at least 1"],
  "staging.stores.ledger.backupDays": ["must be at least 1: Aurora has no backups to turn off", "at least 1"],
  "staging.stores.legacy.standby": ["is not a setting"],
};

describe("all that is wrong with networks, edges and stores", () => {
  it("is one report, with the place, the value, and what is allowed or how to mend it", () => {
    const problems = problemsAfter({ ...everyStore, ...MISTAKES });
    const report = problems.map(({ path, what, allowed }) => [path, allowed === undefined ? [what] : [what, allowed]]);
    expect(Object.fromEntries(report)).toEqual(REPORT);
    expect(report).toHaveLength(Object.keys(REPORT).length);
  });
});

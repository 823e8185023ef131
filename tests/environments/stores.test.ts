import { describe, expect, it } from "vitest";
import { redis } from "../../environments/schema/catalogue.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { everyStore } from "../support/stores.js";

const problems = (changes: Changes = {}) => problemsAfter({ ...everyStore, ...changes });

/** What is wrong with one setting of a store in staging, by the path within it. */
const said = (changes: Changes) => problems(changes).map(({ path, what }) => [path, what]);

const windows = (store: string, backupWindow: string | undefined, maintenanceWindow: string | undefined) =>
  said({
    [`staging.stores.${store}.backupWindow`]: backupWindow,
    [`staging.stores.${store}.maintenanceWindow`]: maintenanceWindow,
  });

/** What is wrong with an excuse of the cache for having no standby. */
const excused = (environment: string, standby: string) =>
  said({ [`${environment}.stores.cache.exceptions`]: { standby } });

const needless = (why: string) => `is an exception that nothing needs: ${why}`;

const short = (minutes: number) => `is shorter than the ${minutes} minutes that AWS asks for`;

describe("a store", () => {
  it("of every kind is accepted", () => {
    expect(problems()).toEqual([]);
  });

  it("is backed up at night, and has insights wherever it can, unless it says otherwise", () => {
    const [production, staging] = configuration(everyStore).environments;
    const windows = { backupWindow: "02:00-03:00", maintenanceWindow: "sun:03:30-sun:04:30" };
    expect(staging?.stores["orders"]).toMatchObject({ ...windows, insights: false });
    expect(production?.stores["orders"]).toMatchObject({ insights: true });
    expect(staging?.stores["ledger"]).toMatchObject({ ...windows, insights: true });
    expect(staging?.stores["cache"]).toMatchObject({ ...windows, clusterMode: false });
  });

  it.each(["aurora-postgres", "redis"] as const)("of the kind %s is backed up where it is protected", (kind) => {
    const store = kind === "redis" ? "cache" : "ledger";
    const path = `production.stores.${store}.backupDays`;
    expect(said({ [path]: 6 })).toEqual([[path, "is too short for a protected environment"]]);
  });

  it.each([
    ["main", "standby", false],
    ["cache", "standby", false],
    ["ledger", "readers", 0],
  ])("has somebody to take over where it is protected, or says why not: %s", (store, setting, none) => {
    const path = `production.stores.${store}`;
    const without = { [`${path}.${setting}`]: none };
    expect(said(without)).toEqual([[`${path}.${setting}`, expect.stringContaining("nobody to take over")]]);
    expect(problems({ ...without, [`${path}.exceptions`]: { standby: "nobody misses it for an hour" } })).toEqual([]);
  });

  it("keeps no exception that nothing needs, and none without a reason", () => {
    const path = "stores.cache.exceptions.standby";
    expect(excused("production", "nobody misses it for an hour")).toEqual([
      [`production.${path}`, needless("somebody takes over")],
    ]);
    expect(excused("staging", "nobody misses it for an hour")).toEqual([
      [`staging.${path}`, needless("a disposable environment may do without")],
    ]);
    expect(excused("production", "because")).toContainEqual([
      `production.${path}`,
      "must say why, so that a reviewer can judge it",
    ]);
  });

  it("has a standby only if its kind has one", () => {
    expect(problems({ "staging.stores.ledger.standby": true })).toMatchObject([
      { path: "staging.stores.ledger.standby", what: "is not a setting" },
    ]);
  });
});

describe("the version of a store", () => {
  it.each([
    ["orders", "5.7.44", "must be a MySQL version of RDS such as 8.4.5"],
    ["ledger", "16", "must be a PostgreSQL version of Aurora such as 16.8"],
    ["legacy", "8.0.42", "must be a MySQL version of Aurora such as 8.0.mysql_aurora.3.08.0"],
  ])("of %s is one of its engine: %s is refused", (store, version, what) => {
    const path = `catalogue.stores.${store}.version`;
    expect(problems({ [path]: version })).toMatchObject([{ path, value: version, what }]);
  });
});

describe("the upgrade of a store", () => {
  it.each([
    ["main", "16"],
    ["orders", "8.4"],
    ["ledger", "16"],
    ["legacy", "8.0"],
  ])("of %s leads to the release of its version, %s, and to no other", (store, release) => {
    const path = `staging.stores.${store}.upgradeTo`;
    expect(problems({ [path]: release })).toEqual([]);
    expect(problems({ [path]: "99" })).toMatchObject([{ path, value: "99", allowed: release }]);
  });

  it("begins in one environment, while another stays at an older version", () => {
    const later = { "catalogue.stores.main.version": "17.4", "staging.stores.main.upgradeTo": "17" };
    const { environments } = configuration({ ...everyStore, ...later, "production.stores.main.version": "16.8" });
    expect(environments.map(({ stores }) => stores["main"])).toMatchObject([
      { version: "16.8" },
      { version: "17.4", upgradeTo: "17" },
    ]);
    expect(said({ ...later, "staging.stores.main.version": "16.8" })).toEqual([
      ["staging.stores.main.upgradeTo", "is not the release of the version that it has here, 16.8"],
    ]);
  });

  it.each(["16.8", "17.4"])("holds nothing back with %s where the catalogue has 16.8", (version) => {
    const path = "production.stores.main.version";
    expect(problems({ [path]: version })).toMatchObject([{ path, value: version, allowed: "older than 16.8" }]);
    expect(problems({ [path]: "16.10", "catalogue.stores.main.version": "17.1" })).toEqual([]);
  });
});

describe("the class of a store", () => {
  it.each([
    ["orders", "db.t4g.4xlarge", "RDS for MySQL", "db.t4g.micro, db.t4g.small, db.t4g.medium"],
    ["main", "db.m99.large", "RDS for PostgreSQL", "db.t3.*, db.t4g.*, db.m5.*"],
    ["ledger", "db.m7g.large", "Aurora with PostgreSQL", "db.t3.*, db.t4g.*, db.r5.*"],
    ["legacy", "db.t4g.micro", "Aurora with MySQL", "db.t4g.medium, db.t4g.large"],
    ["cache", "cache.t4g.large", "ElastiCache", "cache.t4g.micro, cache.t4g.small, cache.t4g.medium"],
  ])("of %s is one that AWS has for its engine: %s is refused", (store, size, engine, allowed) => {
    const path = `staging.stores.${store}.size`;
    expect(problems({ [path]: size })).toEqual([
      {
        path,
        what: `is no class of ${engine}`,
        value: size,
        allowed: expect.stringContaining(allowed) as unknown,
        fix: "take one of these; a family that AWS has added since goes into environments/schema/stores/classes.ts",
      },
    ]);
  });

  it("may be a range of capacity in Aurora, the smaller first", () => {
    const path = "staging.stores.ledger.size";
    expect(problems({ [path]: { minimum: 0, maximum: 1 } })).toEqual([]);
    expect(said({ [path]: { minimum: 8, maximum: 2 } })).toEqual([[path, "has a minimum above its maximum"]]);
    expect(said({ [path]: { minimum: 0.7, maximum: 2 } })).toHaveLength(1);
  });

  it.each([
    ["aurora-postgres", "ledger", "16.2", "16.3"],
    ["aurora-mysql", "legacy", "8.0.mysql_aurora.3.07.1", "8.0.mysql_aurora.3.08.0"],
  ])("may begin at nothing only where %s can pause", (_kind, store, before, since) => {
    const pausing = (version: string) => ({
      [`catalogue.stores.${store}.version`]: version,
      [`staging.stores.${store}.size`]: { minimum: 0, maximum: 2 },
    });
    expect(said(pausing(before))).toEqual([
      [`staging.stores.${store}.size.minimum`, `would pause it, which Aurora ${before} can't`],
    ]);
    expect(problems(pausing(since))).toEqual([]);
  });

  it("decides whether MySQL has Performance Insights", () => {
    const path = "staging.stores.orders.insights";
    expect(problems({ [path]: true })).toEqual([
      {
        path,
        what: "can't be had on db.t4g.micro: MySQL has no Performance Insights there",
        value: true,
        fix: "leave it out, or take a larger class",
      },
    ]);
    expect(problems({ [path]: true, "staging.stores.orders.size": "db.t4g.medium" })).toEqual([]);
    expect(problems({ "staging.stores.main.insights": true })).toEqual([]);
  });
});

describe("the storage of a database", () => {
  it("has room to grow, or no ceiling of its own", () => {
    const path = "staging.stores.orders.storageMaximumGiB";
    expect(problems({ [path]: 22 })).toEqual([]);
    expect(problems({ [path]: 21 })).toMatchObject([{ path, value: 21, allowed: "at least 22" }]);
  });
});

describe("the windows of a store", () => {
  const meets = "is a time at which the store is both backed up and changed, which AWS refuses";

  it("may touch", () => {
    expect(windows("orders", "03:00-03:30", "sun:03:30-sun:04:00")).toEqual([]);
    expect(windows("orders", "23:30-00:00", "mon:00:00-mon:00:30")).toEqual([]);
  });

  it.each([
    ["04:00-05:00", "wed:04:30-wed:05:30"],
    ["04:00-05:00", "wed:03:30-wed:04:30"],
    ["23:30-00:30", "mon:00:00-mon:01:00"],
    ["23:30-00:30", "sun:23:00-mon:00:00"],
    ["00:00-01:00", "sun:23:30-mon:00:30"],
    ["04:00-05:00", undefined],
  ])("may not meet: %s and %s", (backup, maintenance) => {
    expect(windows("orders", backup, maintenance)).toEqual([["staging.stores.orders.backupWindow", meets]]);
  });

  it("are long enough for their service", () => {
    expect(windows("orders", "01:00-01:29", undefined)).toEqual([["staging.stores.orders.backupWindow", short(30)]]);
    expect(windows("cache", "01:00-01:59", undefined)).toEqual([["staging.stores.cache.backupWindow", short(60)]]);
    expect(windows("cache", undefined, "tue:05:00-tue:05:30")).toEqual([
      ["staging.stores.cache.maintenanceWindow", short(60)],
    ]);
  });

  it("are times", () => {
    expect(windows("orders", "2am", undefined)).toHaveLength(1);
    expect(windows("orders", undefined, "sunday:03:30-sunday:04:30")).toHaveLength(1);
  });
});

describe("a Redis store", () => {
  it("has shards in cluster mode alone", () => {
    const path = "staging.stores.cache.shards";
    expect(said({ [path]: 2 })).toEqual([
      [path, "goes with cluster mode, which the catalogue doesn't give this store"],
    ]);
    expect(problems({ "staging.stores.sessions.shards": 2 })).toEqual([]);
  });

  it("is of a version that IAM can open", () => {
    expect(said({ "catalogue.stores.cache": { ...redis({ version: "7.1" }), version: "6.2" } })).toHaveLength(1);
  });
});

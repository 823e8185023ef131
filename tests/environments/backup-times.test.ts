import { describe, expect, it } from "vitest";
import { auroraPostgres, mysql } from "../../environments/schema/catalogue.js";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { withBackups } from "../support/security.js";

/** What staging says of backups of `main`, whose windows are 02:00-03:00 and sun:03:30-sun:04:30. */
const begun = (at: string, rhythm: "daily" | "weekly" | "monthly", changes: Changes = {}) =>
  problemsAfter({
    ...withBackups,
    "staging.backup": { stores: ["main", "documents"], at, [rhythm]: { keepDays: 14 } },
    ...changes,
  });
const met = (...asked: Parameters<typeof begun>) => begun(...asked).map(({ fix }) => fix?.split(".").at(-1));

/** Another kind of database in the place of `main`. */
const instead = (shape: object, size: object): Changes => ({
  "catalogue.stores.main": shape,
  "production.stores.main": size,
  "staging.stores.main": size,
});

describe("backups of a database on RDS begin", () => {
  it("in neither of its windows, nor in the hour before", () => {
    expect(begun("02:59", "daily")).toEqual([
      {
        path: "staging.backup.at",
        what: "is within the backupWindow of main or the hour before, when AWS Backup can't save it",
        value: "02:59",
        allowed: "neither 02:00-03:00 nor the hour before, UTC",
        fix: "choose another time, or another staging.stores.main.backupWindow",
      },
      {
        path: "staging.backup.at",
        what: "is within the maintenanceWindow of main or the hour before, when AWS Backup can't save it",
        value: "02:59",
        allowed: "neither sun:03:30-sun:04:30 nor the hour before, UTC",
        fix: "choose another time, or another staging.stores.main.maintenanceWindow",
      },
    ]);
  });

  it.each([
    ["00:59", []],
    ["01:00", ["backupWindow"]],
    ["02:29", ["backupWindow"]],
    ["03:00", ["maintenanceWindow"]],
    ["04:29", ["maintenanceWindow"]],
    ["04:30", []],
  ])("at %s of every day within %j", (at, windows) => {
    expect(met(at, "daily")).toEqual(windows);
  });

  it.each([
    ["23:14", []],
    ["23:15", ["backupWindow"]],
    ["00:44", ["backupWindow"]],
    ["00:45", []],
  ])("at %s within %j, where a window goes over midnight", (at, windows) => {
    expect(met(at, "daily", { "staging.stores.main.backupWindow": "00:15-00:45" })).toEqual(windows);
  });

  it("on the days of their rhythm: of a week on Sundays, of a month on any day", () => {
    const onMondays = { "staging.stores.main.maintenanceWindow": "mon:00:30-mon:01:30" };
    expect(met("00:45", "weekly", onMondays)).toEqual([]);
    expect(met("00:45", "monthly", onMondays)).toEqual(["maintenanceWindow"]);
    expect(met("23:45", "weekly", onMondays)).toEqual(["maintenanceWindow"]);
  });

  it("when they like where it makes no backups of its own, or where it isn't among what is saved", () => {
    expect(met("01:30", "daily", { "staging.stores.main.backupDays": 0 })).toEqual([]);
    const documents = { stores: ["documents"], at: "02:15", daily: { keepDays: 14 } };
    expect(met("02:15", "daily", { "staging.backup": documents })).toEqual([]);
  });

  it("as much on MySQL; on Aurora when they like", () => {
    const database = { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30 };
    const cluster = { size: "db.r7g.large", readers: 1, backupDays: 30 };
    const onMysql = instead(mysql({ version: "8.4.6", database: "main" }), database);
    const onAurora = instead(auroraPostgres({ version: "16.8", database: "main" }), cluster);
    expect(met("02:15", "daily", onMysql)).toEqual(["backupWindow"]);
    expect(met("02:15", "daily", onAurora)).toEqual([]);
  });
});

it("a window that is none, or a store that is unknown, is told by its own rule alone", () => {
  expect(begun("02:15", "weekly", { "staging.stores.main.backupWindow": "25:00" })).toMatchObject([
    { path: "staging.stores.main.backupWindow" },
  ]);
});

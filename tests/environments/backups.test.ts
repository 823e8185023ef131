import { describe, expect, it } from "vitest";
import { files, queue } from "../../environments/schema/catalogue.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { withBackups } from "../support/security.js";

const problems = (changes: Changes = {}) => problemsAfter({ ...withBackups, ...changes });
const backup = (value: object, changes: Changes = {}) => problems({ "staging.backup": value, ...changes });
const withFiles: Changes = {
  "catalogue.stores.uploads": files(),
  "production.stores.uploads": {},
  "staging.stores.uploads": {},
};

const monthly = (keepDays: number) => ({ stores: ["main", "uploads"], monthly: { keepDays, coldAfterDays: 30 } });

describe("the backups of an environment", () => {
  it("are none, and nobody is mailed, where nothing is said of them", () => {
    const [environment] = configuration().environments;
    expect(environment).not.toHaveProperty("backup");
    expect(environment).not.toHaveProperty("events");
  });

  it("are made at five, unless they say otherwise", () => {
    const [production, staging] = configuration(withBackups).environments;
    expect(production?.backup).toMatchObject({ at: "05:00", stores: ["main", "documents"] });
    expect(staging?.backup).toEqual({ stores: ["main", "documents"], at: "22:15", weekly: { keepDays: 14 } });
    expect(staging?.events).toEqual({ email: ["staging@acme.test"], backups: false });
  });

  it("are of stores that AWS Backup saves", () => {
    const jobs = { "catalogue.stores.jobs": queue(), "production.stores.jobs": {}, "staging.stores.jobs": {} };
    const unused = problemsAfter({ ...withBackups, ...jobs });
    const said = backup({ stores: ["main", "jobs", "lake"], daily: { keepDays: 7 } }, jobs);
    expect(said.filter((one) => !unused.some(({ path }) => path === one.path))).toEqual([
      {
        path: "staging.backup.stores.1",
        what: "is a queue, which AWS Backup doesn't save",
        value: "jobs",
        allowed: "main, documents",
        fix: "correct the name, or remove it",
      },
      {
        path: "staging.backup.stores.2",
        what: "is no store of the catalogue",
        value: "lake",
        allowed: "main, documents",
        fix: "correct the name, or remove it",
      },
    ]);
  });

  it("are not of databases that are stopped at night", () => {
    const office = { timeZone: "Europe/Dublin", days: ["mon", "tue"], from: "07:00", to: "20:00", holidays: [] };
    const asleep: Changes = { "organization.calendars": { office }, "staging.hours": "office" };
    expect(backup({ stores: ["documents"], daily: { keepDays: 7 } }, asleep)).toEqual([]);
    expect(backup({ stores: ["documents", "main"], daily: { keepDays: 7 } }, asleep)).toMatchObject([
      { path: "staging.backup.stores.1", value: "main", what: expect.stringContaining("stopped outside of office") },
    ]);
  });

  it("are made in some rhythm, at a time of the day", () => {
    expect(backup({ stores: ["main"] })).toMatchObject([
      {
        path: "staging.backup",
        what: "is never made: say how long daily, weekly or monthly ones are kept",
      },
    ]);
    expect(backup({ stores: ["main"], at: "24:00", daily: { keepDays: 7 } })).toMatchObject([
      { path: "staging.backup.at", what: "must be a time of the day, UTC, such as 05:00" },
    ]);
  });

  it("lie in cold storage for ninety days at least, and only what has one", () => {
    expect(backup({ ...monthly(120), stores: ["main"] })).toMatchObject([
      { path: "staging.backup.monthly.coldAfterDays", what: expect.stringContaining("has no effect") },
    ]);
    const [first, ...others] = backup(monthly(119), withFiles).filter(({ path = "" }) =>
      path.startsWith("staging.backup"),
    );
    expect([first?.path, first?.allowed, others]).toEqual(["staging.backup.monthly.keepDays", "at least 120", []]);
    expect(backup(monthly(120), withFiles).filter(({ path = "" }) => path.startsWith("staging.backup"))).toEqual([]);
  });

  it("are locked where the environment is protected alone, and for no longer than they are kept", () => {
    const lock = { mode: "governance", minimumDays: 14 };
    expect(backup({ stores: ["main"], weekly: { keepDays: 14 }, lock })).toMatchObject([
      { path: "staging.backup.lock", what: "would keep a disposable environment from being destroyed" },
    ]);
    expect(problems({ "production.backup.lock.minimumDays": 60 })).toMatchObject([
      { path: "production.backup.daily.keepDays", value: 35, allowed: "at least 60" },
    ]);
    expect(problems({ "production.backup.lock.graceDays": 2 })).toMatchObject([
      { path: "production.backup.lock.graceDays", what: "is too small", allowed: "at least 3" },
    ]);
  });

  it("are missed by somebody when they fail", () => {
    expect(problems({ "staging.events": undefined })).toEqual([
      {
        path: "staging.events",
        what: "is missing: nobody would hear of backups that fail",
        fix: 'say who is mailed: events: { email: ["platform@example.com"] }',
      },
    ]);
  });
});
const mailed = (...addresses: string[]) => problems({ "staging.events": { email: addresses } });

it("who is mailed has an address, once", () => {
  expect(mailed("@slack-platform")).toMatchObject([
    { path: "staging.events.email.0", what: "must be an e-mail address such as platform@example.com" },
  ]);
  expect(mailed("a@acme.test", "a@acme.test")).toMatchObject([
    { path: "staging.events.email", what: "names an address twice" },
  ]);
});

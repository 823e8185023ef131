import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const PATH = "staging.services.api";
const range = { minimum: 2, maximum: 10 };
const two = { minimum: 2, maximum: 2 };
const morning = { at: "cron(0 7 ? * MON-FRI *)", timeZone: "Europe/Dublin", minimum: 4, maximum: 10 };
const evening = { ...morning, at: "cron(0 19 ? * MON-FRI *)", minimum: 2, maximum: 6 };

/** What is wrong with a count and its scaling; no scaling where it is undefined. */
const problems = (count: unknown, scale?: unknown) =>
  problemsAfter({ [`${PATH}.count`]: count, [`${PATH}.scale`]: scale });

describe("the count of a service", () => {
  it.each([
    [3, undefined],
    [0, undefined],
    [range, { cpuPercent: 60 }],
    [range, { memoryPercent: 70, requestsPerTask: 500 }],
    [range, { schedule: { morning, evening } }],
    [two, { schedule: { morning: { ...morning, ...two }, evening: { ...evening, ...two } } }],
  ])("may be %j with %j", (count, scale) => {
    expect(problems(count, scale)).toEqual([]);
  });

  it.each([
    [-1, { path: `${PATH}.count`, what: "is too small", value: -1, allowed: "at least 0" }],
    ["3", { path: `${PATH}.count`, what: "has the wrong type", value: "3", allowed: "number or object" }],
    [undefined, { path: `${PATH}.count`, what: "is missing", allowed: "number or object" }],
    [{ minimum: 2 }, { path: `${PATH}.count.maximum`, what: "is missing", allowed: "number" }],
    [
      { minimum: 0, maximum: 0 },
      { path: `${PATH}.count.maximum`, what: "is too small", value: 0, allowed: "at least 1" },
    ],
    [
      { ...range, desired: 3 },
      { path: `${PATH}.count.desired`, what: "is not a setting", fix: "remove it, or correct its spelling" },
    ],
  ])("is refused as %j", (count, problem) => {
    expect(problems(count)).toEqual([problem]);
  });

  it("and its scaling come together", () => {
    const missing = {
      path: `${PATH}.scale`,
      what: "is missing: nothing would move the count within its range",
      allowed: "cpuPercent, memoryPercent, requestsPerTask, schedule",
      fix: "write scale: { cpuPercent: 60 }, or count: 2",
    };
    expect(problems(range)).toEqual([missing]);
    expect(problems(range, {})).toEqual([missing]);
    expect(problems(3, { cpuPercent: 60 })).toEqual([
      {
        path: `${PATH}.count`,
        what: "is one number, and scale has nothing to move",
        value: 3,
        fix: "write count: { minimum: 3, maximum: 6 }, or remove scale",
      },
    ]);
  });

  it("is a range in order, that leaves something to scale", () => {
    expect(problems({ minimum: 5, maximum: 2 }, { cpuPercent: 60 })).toEqual([
      {
        path: `${PATH}.count`,
        what: "has more tasks as its minimum than as its maximum",
        value: { minimum: 5, maximum: 2 },
        fix: "write { minimum: 2, maximum: 5 }",
      },
    ]);
    expect(problems({ minimum: 2, maximum: 2 }, { cpuPercent: 60 })).toMatchObject([
      { path: `${PATH}.count`, what: "leaves nothing to scale", fix: "raise maximum, or write count: 2 without scale" },
    ]);
  });

  it("may fall to 0 only where a schedule raises it again", () => {
    const night = { ...evening, minimum: 0, maximum: 0 };
    const toNothing = { minimum: 0, maximum: 10 };
    expect(problems(toNothing, { schedule: { morning, night } })).toEqual([]);
    for (const scale of [{ requestsPerTask: 500 }, { schedule: { morning: { ...morning, minimum: 0 }, night } }]) {
      expect(problems(toNothing, scale)).toEqual([
        {
          path: `${PATH}.count.minimum`,
          what: "lets the service go to nothing, and nothing brings it back: without tasks there is no load to measure",
          value: 0,
          allowed: "0 only with an entry of scale.schedule whose minimum is at least 1",
          fix: "write minimum: 1, or add such an entry",
        },
      ]);
    }
  });

  it("is taken in any order in which the minimum is the smaller", () => {
    const count = fc.record({ minimum: fc.integer({ min: 1, max: 20 }), maximum: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(count, (one) => (problems(one, { cpuPercent: 60 }).length === 0) === one.minimum < one.maximum),
      { numRuns: 50 },
    );
  });
});

describe("the schedule of a service", () => {
  const SCHEDULE = `${PATH}.scale.schedule`;

  it("is none unless it is written", () => {
    const { environments } = configuration({ [`${PATH}.count`]: range, [`${PATH}.scale`]: { cpuPercent: 60 } });
    const staging = environments.find(({ name }) => name === "staging");
    expect(staging?.services["api"]).toMatchObject({ scale: { cpuPercent: 60, schedule: {} } });
  });

  it("ends what it begins", () => {
    expect(problems(range, { schedule: { morning } })).toEqual([
      {
        path: `${SCHEDULE}.morning`,
        what: "is the only entry: from its first time on its range holds for ever",
        fix: "add the entry that ends it, or write its range as count",
      },
    ]);
  });

  it("stays within the count, in order", () => {
    expect(problems(range, { schedule: { morning: { ...morning, maximum: 20 }, evening } })).toEqual([
      {
        path: `${SCHEDULE}.morning`,
        what: "goes beyond count, which says the fewest and most tasks at any time",
        value: { minimum: 4, maximum: 20 },
        allowed: "2 to 10",
        fix: "narrow it, or write count: { minimum: 2, maximum: 20 }",
      },
    ]);
    expect(problems(range, { schedule: { morning: { ...morning, minimum: 8, maximum: 3 }, evening } })).toMatchObject([
      { path: `${SCHEDULE}.morning`, what: "has more tasks as its minimum than as its maximum" },
    ]);
  });

  it.each([
    "cron(0 7 ? * MON-FRI *)",
    "cron(0/30 8-18 * * ? *)",
    "cron(15 0 L * ? 2027)",
    "cron(0 6 ? JAN,JUL 2#1 *)",
    "cron(0 6 15W 1-6 ? 2027-2030)",
    "cron(59 23 ? * 6L *)",
  ])("takes %s", (at) => {
    expect(problems(range, { schedule: { morning: { ...morning, at }, evening } })).toEqual([]);
  });

  it.each([
    "0 7 * * *",
    "cron(0 7 * * *)",
    "cron(0 7 * * MON *)",
    "cron(0 7 ? * ? *)",
    "cron(60 7 ? * MON *)",
    "cron(0 24 ? * MON *)",
    "cron(0 7 0 * ? *)",
    "cron(0 7 ? 13 MON *)",
    "cron(0 7 ? * MONDAY *)",
    "cron(0 18-8 ? * MON *)",
    "cron(0/0 7 ? * MON *)",
    "cron(0 7 ? * MON * *)",
    "cron(0  7 ? * MON *)",
    "rate(1 day)",
    "07:00",
  ])("refuses %s, which is no cron expression of AWS's", (at) => {
    expect(problems(range, { schedule: { morning: { ...morning, at }, evening } })).toMatchObject([
      { path: `${SCHEDULE}.morning.at`, value: at, what: expect.stringContaining("six fields") },
    ]);
  });

  it.each(["Europe/Dublin", "UTC", "America/Argentina/Buenos_Aires"])("takes the time zone %s", (timeZone) => {
    expect(problems(range, { schedule: { morning: { ...morning, timeZone }, evening } })).toEqual([]);
  });

  it.each(["Europe/Atlantis", "+01:00", "europe/dublin", "CEST"])("refuses the time zone %s", (timeZone) => {
    expect(problems(range, { schedule: { morning: { ...morning, timeZone }, evening } })).toMatchObject([
      { path: `${SCHEDULE}.morning.timeZone`, value: timeZone, what: expect.stringContaining("Europe/Dublin") },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { withCron } from "../support/cron.js";

const office = { timeZone: "Europe/Dublin", days: ["mon", "fri"], from: "07:00", to: "20:00" };
const CALENDAR = "organization.calendars.office";

/** Staging with these hours. */
const withHours = (changes: Changes = {}): Changes => ({
  "organization.calendars": { office },
  "staging.hours": "office",
  ...changes,
});
const of = (environment: string, changes: Changes) =>
  configuration(changes).environments.find(({ name }) => name === environment)?.hours;

describe("the hours of an environment", () => {
  it("are a calendar of the organization, which has no holidays unless it says so", () => {
    expect(of("staging", withHours())).toEqual({ ...office, holidays: [] });
    expect(of("production", withHours())).toBeUndefined();
  });

  it("are refused of a name that there isn't", () => {
    expect(problemsAfter({ "staging.hours": "office" })).toEqual([
      {
        path: "staging.hours",
        what: "names no known calendar",
        value: "office",
        allowed: "none: organization.calendars is empty",
        fix: "correct the name, or add the calendar to organization.calendars",
      },
    ]);
    expect(problemsAfter(withHours({ "staging.hours": "ofice" }))).toMatchObject([{ allowed: "office" }]);
  });

  it("are refused of what is protected", () => {
    expect(problemsAfter(withHours({ "production.hours": "office" }))).toEqual([
      {
        path: "production.hours",
        what: "would stop the services and databases of a protected environment every night",
        value: "office",
        allowed: "hours of disposable environments",
        fix: "remove it",
      },
    ]);
  });

  it.each([
    ["timeZone", "CEST", "must be a time zone such as Europe/Dublin, or UTC"],
    ["days", [], "is too small"],
    ["days", ["mon", "mon"], "names a day twice"],
    ["days", ["monday"], "is not one of its values"],
    ["from", "7:00", "must be a time of the day such as 07:30"],
    [
      "from",
      "05:59",
      "must be 06:00 or later: it's woken an hour before, and the hours before that are when clocks change",
    ],
    ["to", "24:00", "must be a time of the day such as 07:30"],
    ["to", "06:59", "must be later on the same day than `from`"],
    ["holidays", ["2026-02-30"], "must be a date that there is, such as 2026-12-25"],
    ["holidays", ["2026-12-25", "2026-12-25"], "names a date twice"],
    ["until", "20:00", "is not a setting"],
  ])("are refused with %s: %j", (setting, value, what) => {
    expect(problemsAfter(withHours({ "organization.calendars": { office: { ...office, [setting]: value } } }))).toEqual(
      expect.arrayContaining([expect.objectContaining({ what, path: expect.stringContaining(CALENDAR) })]),
    );
  });
});

const problems = (schedule: string, more: Changes = {}) =>
  problemsAfter({
    ...withCron,
    ...withHours(),
    "staging.services.reports.enabled": true,
    "catalogue.services.reports.schedule": schedule,
    ...more,
  });

describe("a cron of an environment with hours", () => {
  it.each(["cron(0 6 ? * MON-FRI *)", "cron(0 20 * * ? *)", "cron(0/15 0-6 * * ? *)"])(
    "is refused where it's enabled and would only start while that sleeps: %s",
    (schedule) => {
      expect(problems(schedule)).toEqual([
        {
          path: "staging.services.reports.enabled",
          what: `would never run: its environment sleeps at its times (${schedule})`,
          value: true,
          allowed: "a schedule with a time between 07:00 and 20:00",
          fix: "write enabled: false; ./gantry run starts it by hand",
        },
      ]);
      expect(problems(schedule, { "staging.services.reports.enabled": false })).toEqual([]);
    },
  );

  it.each(["cron(0 7 ? * MON-FRI *)", "cron(0 * * * ? *)", "cron(30 5,19 * * ? *)", "rate(1 hour)"])(
    "may start at %s, of which some times are in the hours",
    (schedule) => {
      expect(problems(schedule)).toEqual([]);
    },
  );
});

describe("an environment without an alert route", () => {
  it("tells nobody where it's disposable", () => {
    const [, staging] = configuration({ "staging.alerts": undefined }).environments;
    expect(staging?.alerts).toEqual({ warning: [], critical: [] });
  });

  it("is refused where it's protected", () => {
    expect(problemsAfter({ "production.alerts": undefined })).toEqual([
      {
        path: "production.alerts",
        what: "is missing: nobody would hear of what goes wrong in a protected environment",
        allowed: "page, quiet",
        fix: "name an alert route",
      },
    ]);
  });
});

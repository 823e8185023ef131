import { describe, expect, it } from "vitest";
import { internal } from "../../environments/schema/catalogue.js";
import { configuration, problemsAfter } from "../support/configuration.js";
import { withCron } from "../support/cron.js";
import { pinned } from "../support/images.js";

const CRON = "catalogue.services.reports";
const problems = (setting: string, value: unknown) => problemsAfter({ ...withCron, [setting]: value });
const of = (environment: string) =>
  configuration(withCron).environments.find(({ name }) => name === environment)?.services["reports"];

describe("a cron", () => {
  it("is tried again for a quarter of an hour, and runs wherever it isn't said not to", () => {
    expect(of("production")).toMatchObject({ kind: "cron", retries: 10, maximumAgeSeconds: 900, enabled: true });
    expect(of("staging")).toMatchObject({ enabled: false });
  });

  it.each([
    "cron(0 6 ? * MON-FRI *)",
    "cron(0/15 8-18 * * ? *)",
    "cron(0 3 L * ? *)",
    "rate(1 minute)",
    "rate(15 minutes)",
    "rate(1 hour)",
    "rate(7 days)",
    "at(2027-01-31T06:00:00)",
  ])("may run at %s", (schedule) => {
    expect(problems(`${CRON}.schedule`, schedule)).toEqual([]);
  });

  it.each([
    "0 6 * * *",
    "cron(0 6 * * *)",
    "cron(0 6 * * MON *)",
    "cron(0 25 ? * MON *)",
    "rate(15)",
    "rate(0 minutes)",
    "rate(1.5 hours)",
    "rate(30 seconds)",
    "rate(1 week)",
    "at(2027-01-31)",
    "at(2027-06-31T06:00:00)",
    "at(2027-01-31T25:00:00)",
    "at(2027-01-31T06:00:00Z)",
    "daily",
  ])("is refused with %s, which is no schedule of AWS's", (schedule) => {
    expect(problems(`${CRON}.schedule`, schedule)).toEqual([
      {
        path: `${CRON}.schedule`,
        what: "must be cron(…) of six fields, one of the days a ?, for instance cron(0 6 ? * MON-FRI *); or rate(…), for instance rate(15 minutes); or at(…), for instance at(2027-01-31T06:00:00)",
        value: schedule,
      },
    ]);
  });

  it("runs alone only where a run that hangs ends at last", () => {
    expect(problems(`${CRON}.alone`, true)).toEqual([
      {
        path: `${CRON}.timeoutSeconds`,
        what: "is missing: a run that hangs would keep every later one away",
        allowed: "60 to 604800",
        fix: "write the longest that a run may take, or remove alone",
      },
    ]);
    expect(problemsAfter({ ...withCron, [`${CRON}.alone`]: true, [`${CRON}.timeoutSeconds`]: 3600 })).toEqual([]);
  });

  it.each(["dns", "service-connect"] as const)(
    "calls an internal service over %s only if that reaches its task",
    (over) => {
      const found = problemsAfter({
        ...withCron,
        "catalogue.services.admin": internal({
          image: pinned("admin"),
          user: 1000,
          port: 80,
          over,
          containerHealth: { command: ["/ok"] },
        }),
        "production.services.admin": { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
        "staging.services.admin": { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
        [`${CRON}.calls`]: ["admin"],
      });
      const refused = {
        path: `${CRON}.calls.0`,
        what: "can't be called by a cron: Service Connect stands only beside tasks that ECS keeps running",
        value: "admin",
        fix: "let admin be called over dns or load-balancer",
      };
      expect(found).toEqual(over === "dns" ? [] : [refused]);
    },
  );

  it.each([
    [`${CRON}.timeZone`, "CEST", "must be a time zone such as Europe/Dublin, or UTC"],
    [`${CRON}.timeZone`, undefined, "is missing"],
    [`${CRON}.retries`, 186, "is too big"],
    [`${CRON}.maximumAgeSeconds`, 30, "is too small"],
    [`${CRON}.port`, 80, "is not a setting"],
    [`${CRON}.rollout`, "external", "is not a setting"],
    ["staging.services.reports.count", 1, "is not a setting"],
  ])("is refused with %s: %j", (path, value, what) => {
    expect(problems(path, value)).toMatchObject([{ path, what }]);
  });
});

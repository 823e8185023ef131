import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const DEPLOYMENT = "catalogue.services.api.deployment";
const problemsWith = (deployment: object, count: unknown, scale?: object) =>
  problemsAfter({
    [DEPLOYMENT]: deployment,
    "production.services.api.count": 100,
    "staging.services.api.count": count,
    ...(scale === undefined ? {} : { "staging.services.api.scale": scale }),
  });

describe("a deployment", () => {
  it("keeps all tasks running and starts as many new ones, and brakes at five percent of errors", () => {
    const [production] = configuration().environments;
    expect(production?.services["api"]).toMatchObject({
      rollout: "terraform",
      deployment: { strategy: "rolling", minimumPercent: 100, maximumPercent: 200, errorPercent: 5 },
    });
  });

  it.each([
    ["minimumPercent", 101, { what: "is too big", allowed: "at most 100" }],
    ["maximumPercent", 99, { what: "is too small", allowed: "at least 100" }],
    ["maximumPercent", 201, { what: "is too big", allowed: "at most 200" }],
    ["errorPercent", 0, { what: "is too small", allowed: "at least 0.1" }],
    ["errorPercent", 101, { what: "is too big", allowed: "at most 100" }],
  ])("rejects %s: %d", (setting, value, problem) => {
    expect(problemsAfter({ [DEPLOYMENT]: { [setting]: value } })).toEqual([
      { path: `${DEPLOYMENT}.${setting}`, value, ...problem },
    ]);
  });

  it.each(["blue-green", "canary"])("is refused as %s, with the reason and what to do instead", (value) => {
    const [problem, ...others] = problemsAfter({ [DEPLOYMENT]: { strategy: value } });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path: `${DEPLOYMENT}.strategy`, value });
    expect(problem?.what).toMatch(/CodeDeploy alone.*outside of Terraform.*errorPercent.*rollout: external.*0009/s);
  });

  it("is refused by a strategy that doesn't exist", () => {
    expect(problemsAfter({ [DEPLOYMENT]: { strategy: "recreate" } })).toEqual([
      { path: `${DEPLOYMENT}.strategy`, what: "must be rolling, the only one that there is", value: "recreate" },
    ]);
  });
});

describe("the count of a service", () => {
  it.each([
    [{ minimumPercent: 100, maximumPercent: 200 }, 1],
    [{ minimumPercent: 0, maximumPercent: 100 }, 1],
    [{ minimumPercent: 50, maximumPercent: 100 }, 2],
    [{ minimumPercent: 100, maximumPercent: 150 }, 2],
    [{ minimumPercent: 100, maximumPercent: 100 }, 0],
  ])("may with %j be %d", (deployment, count) => {
    expect(problemsWith(deployment, count).filter(({ path }) => path?.startsWith("staging"))).toEqual([]);
  });

  it.each([
    [
      { minimumPercent: 50, maximumPercent: 150 },
      1,
      "1 × 50 % = 1 running (rounded up) and may run 1 × 150 % = 1 (rounded down)",
      "maximumPercent 200 or more, or minimumPercent 0 or less",
    ],
    [
      { minimumPercent: 80, maximumPercent: 120 },
      3,
      "3 × 80 % = 3 running (rounded up) and may run 3 × 120 % = 3 (rounded down)",
      "maximumPercent 134 or more, or minimumPercent 66 or less",
    ],
  ])("is refused with %j as %d, with the arithmetic", (deployment, value, what, fix) => {
    expect(problemsWith(deployment, value)).toEqual([
      {
        path: "staging.services.api.count",
        what: `leaves a deployment of api no way to go on: it must keep ${what}`,
        value,
        allowed: "counts of which a new task fits on top, or an old one may stop first",
        fix: `raise it, or change ${DEPLOYMENT}: ${fix}`,
      },
    ]);
  });

  it.each([
    [1, 1],
    [0, 1],
  ])("of a range is judged by the fewest tasks that it deploys with: from %d", (minimum, tasks) => {
    const [problem] = problemsWith(
      { minimumPercent: 60, maximumPercent: 150 },
      { minimum, maximum: 9 },
      {
        cpuPercent: 60,
        schedule: {
          morning: { at: "cron(0 7 * * ? *)", timeZone: "UTC", minimum: 1, maximum: 9 },
          night: { at: "cron(0 22 * * ? *)", timeZone: "UTC", minimum, maximum: 9 },
        },
      },
    );
    expect(problem?.what).toContain(`must keep ${tasks} × 60 %`);
  });

  it("can't be deployed in any number where all must run and none beside them", () => {
    const [problem] = problemsWith({ minimumPercent: 100, maximumPercent: 100 }, 5);
    expect(problem?.fix).toBe(`change ${DEPLOYMENT}: maximumPercent 101 or more, or minimumPercent 99 or less`);
  });
});

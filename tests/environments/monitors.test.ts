import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const API = "catalogue.services.api";
const MAIN = "catalogue.stores.main";
const own = {
  metric: "acme.orders.open",
  window: "15m",
  title: "has orders that nobody picked up",
  meaning: "Orders wait.",
  firstSteps: ["The queue"],
  warning: 10,
  critical: 20,
};
const monitors = (change: unknown, of = API) => problemsAfter({ [`${of}.monitors`]: change });
const ownMonitors = (changes: object) => problemsAfter({ [`${API}.ownMonitors`]: { orders: { ...own, ...changes } } });

describe("a service's monitors", () => {
  it("may be changed by name, and so may a store's", () => {
    expect(
      monitors({ cpu: { warning: 90, critical: 98 }, latency: { silence: "Reports take as long as they take" } }),
    ).toEqual([]);
    expect(monitors({ connections: { critical: 80 } }, MAIN)).toEqual([]);
  });

  it("are those of its kind", () => {
    expect(monitors({ age: { critical: 5 } })).toEqual([
      {
        path: `${API}.monitors.age`,
        what: "is no monitor that it has by its kind",
        allowed: "cpu, deployment, errors, latency, memory, oom, restarts, targets, tasks, traffic",
        fix: "correct the name, or add a monitor of its own under `ownMonitors`",
      },
    ]);
    expect(monitors({ latency: { critical: 5 } }, MAIN)[0]).toMatchObject({
      path: `${MAIN}.monitors.latency`,
      allowed: "connections, cpu, forecast, memory, storage",
    });
  });

  it.each<readonly [string, object, object]>([
    [
      "a critical level below the warning of the table",
      { cpu: { critical: 80 } },
      { path: `${API}.monitors.cpu.critical`, what: "must be above warning, which is 85", value: 80 },
    ],
    [
      "a warning above the critical level of the table",
      { latency: { warning: 3 } },
      { path: `${API}.monitors.latency.critical`, what: "must be above warning, which is 3", value: 2 },
    ],
    [
      "a warning below critical where less is worse",
      { tasks: { warning: 40 } },
      { path: `${API}.monitors.tasks.critical`, what: "must be below warning, which is 40", value: 50 },
    ],
    [
      "a recovery on the side of the alert",
      { cpu: { criticalRecovery: 96 } },
      { path: `${API}.monitors.cpu.critical`, what: "must be above criticalRecovery, which is 96", value: 95 },
    ],
    [
      "a recovery below its warning where less is worse",
      { targets: { warningRecovery: 85 } },
      { path: `${API}.monitors.targets.warning`, what: "must be below warningRecovery, which is 85", value: 90 },
    ],
    [
      "a share of more than a hundred",
      { errors: { critical: 120 } },
      {
        path: `${API}.monitors.errors.critical`,
        what: "is a value that it never has",
        value: 120,
        allowed: "0 to 100 %",
      },
    ],
    [
      "less than nothing",
      { latency: { warning: -1, warningRecovery: -2 } },
      { path: `${API}.monitors.latency.warning`, what: "is a value that it never has", value: -1 },
    ],
    [
      "a recovery of events, which have none",
      { deployment: { criticalRecovery: 0 } },
      {
        path: `${API}.monitors.deployment.criticalRecovery`,
        what: "is of a monitor that counts events, which has no recovery",
      },
    ],
    ["an empty change", { cpu: {} }, { path: `${API}.monitors.cpu`, what: "changes nothing" }],
    ["a level that is no number", { cpu: { critical: "95" } }, { path: `${API}.monitors.cpu.critical`, value: "95" }],
    ["a setting that there isn't", { cpu: { window: "5m" } }, { path: `${API}.monitors.cpu.window` }],
    ["a silence without a reason", { cpu: { silence: "" } }, { path: `${API}.monitors.cpu.silence` }],
    ["a silence that is only switched on", { cpu: { silence: true } }, { path: `${API}.monitors.cpu.silence` }],
    [
      "a silence that tells somebody",
      { cpu: { silence: "ask @slack-team" } },
      { path: `${API}.monitors.cpu.silence`, what: expect.stringContaining("mentions somebody (@)") },
    ],
  ])("refuse %s", (_, change, problem) => {
    expect(monitors(change)[0]).toMatchObject(problem);
  });

  it("are a bucket's too, of which there's little to see", () => {
    expect(problemsAfter({ "catalogue.stores.documents.monitors": { growth: { warning: 400 } } })).toEqual([]);
    expect(problemsAfter({ "catalogue.stores.documents.monitors": { cpu: { warning: 400 } } })[0]).toMatchObject({
      allowed: "growth",
    });
  });
});

const told = (handle: string) => problemsAfter({ "organization.alertRoutes.page.critical": [handle] });

it.each([
  ["acme-staging", 0],
  ["Acme Staging", 1],
  ["a}b", 1],
])("the budget %j has %i problems", (budget, count) => {
  expect(problemsAfter({ "staging.budget": budget })).toHaveLength(count);
});

describe("whom monitors tell", () => {
  it.each(["@slack-platform", "@pagerduty", "@pagerduty-api", "@team-shop", "@ann@acme.test", "@webhook-deploys"])(
    "may be %s",
    (handle) => expect(told(handle)).toEqual([]),
  );

  it.each([
    ["@platform", "is no handle that Datadog would tell"],
    ["@slack", "is no handle that Datadog would tell"],
    ["@pager-duty", "is no handle that Datadog would tell"],
    ["slack-platform", "must be a Datadog handle"],
    ["@slack-a @slack-b", "must be a Datadog handle"],
  ])("isn't %s", (handle, what) => {
    expect(told(handle)).toHaveLength(1);
    expect(told(handle)[0]).toMatchObject({ path: "organization.alertRoutes.page.critical.0" });
    expect(told(handle)[0]?.what).toContain(what);
  });

  it("is somebody whom the organization has a route for", () => {
    expect(problemsAfter({ "staging.alerts": "pagers" })[0]).toMatchObject({ path: "staging.alerts", value: "pagers" });
  });
});

describe("a monitor of a service's own", () => {
  it("needs no more than its metric, its levels and its meaning", () => {
    expect(ownMonitors({})).toEqual([]);
    const { services } = configuration({ [`${API}.ownMonitors`]: { orders: own } }).catalogue;
    expect(services["api"]?.ownMonitors["orders"]).toMatchObject({
      over: "avg",
      aggregate: "avg",
      comparator: ">",
      warningRecovery: 9,
      criticalRecovery: 18,
      priority: 3,
    });
  });

  it.each<readonly [string, object, string]>([
    ["a warning above critical", { warning: 30 }, "critical"],
    ["levels of the other direction", { comparator: "<" }, "critical"],
    ["a recovery at its level", { criticalRecovery: 20 }, "critical"],
    ["a metric with tags", { metric: "acme.orders.open{env:staging}" }, "metric"],
    ["a metric that begins with a digit", { metric: "1st" }, "metric"],
    ["a window that Datadog doesn't evaluate", { window: "7m" }, "window"],
    ["an aggregation that there isn't", { aggregate: "p95" }, "aggregate"],
    ["a priority beyond five", { priority: 6 }, "priority"],
    ["nothing to look at", { firstSteps: [] }, "firstSteps"],
    ["no meaning", { meaning: "" }, "meaning"],
    ["a title that tells somebody", { title: "ask @pagerduty" }, "title"],
    ["a tag in capitals", { filter: { Team: "a" } }, "filter.Team"],
    ["a tag with a brace in its value", { filter: { team: "a}" } }, "filter.team"],
  ])("is refused with %s", (_, changes, where) => {
    expect(ownMonitors(changes)[0]?.path).toBe(`${API}.ownMonitors.orders.${where}`);
  });

  it("doesn't take the name of one that the service has by its kind", () => {
    expect(problemsAfter({ [`${API}.ownMonitors`]: { latency: own } })).toEqual([
      {
        path: `${API}.ownMonitors.latency`,
        what: "has the name of a monitor that it has by its kind",
        fix: "give it another name, or change the one that there is under monitors.latency",
      },
    ]);
  });
});

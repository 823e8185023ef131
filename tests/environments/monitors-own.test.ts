import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const API = "catalogue.services.api";
const said = { title: "is unwell", meaning: "It is.", firstSteps: ["Its log"] };
const logs = { ...said, kind: "logs", search: "status:error", window: "5m", warning: 5, critical: 10 };
const traces = { ...logs, kind: "traces", search: "@http.status_code:5*" };
const anomaly = { ...said, kind: "anomaly", metric: "acme.orders.placed", window: "1h" };
const composite = { ...said, kind: "composite", when: "errors && !traffic" };
const burn = {
  ...said,
  kind: "burn",
  objective: "availability",
  long: "24h",
  short: "120m",
  warning: 1.5,
  critical: 3,
};
const metric = { ...said, metric: "acme.orders.open", window: "5m", warning: 1, critical: 2 };

const add = (own: Readonly<Record<string, unknown>>, to = API) => problemsAfter({ [`${to}.ownMonitors`]: own });

describe("a monitor that a service adds", () => {
  it("may be of a metric, its log, its traces, an anomaly, others of its monitors, or a promise", () => {
    expect(add({ metric, logs, traces, anomaly, composite, burn })).toEqual([]);
    const { services } = configuration({ [`${API}.ownMonitors`]: { anomaly } }).catalogue;
    expect(services["api"]?.ownMonitors["anomaly"]).toMatchObject({
      direction: "both",
      deviations: 3,
      seasonality: "daily",
      warning: 0.5,
      critical: 1,
    });
  });

  it.each<readonly [string, object, string, string]>([
    ["a kind that there isn't", { ...logs, kind: "process" }, "kind", "is of no known kind"],
    ["a warning above critical", { ...logs, warning: 20 }, "critical", "must be above warning"],
    ["fewer lines than none", { ...logs, comparator: "<", warning: 1, critical: 0 }, "critical", "never is"],
    ["fewer lines than nothing", { ...logs, warning: -5, critical: 1 }, "warning", "never is"],
    ["a search for another environment", { ...logs, search: "env:production" }, "search", "names env or service"],
    ["a search for another service", { ...logs, search: "(service:web OR x)" }, "search", "names env or service"],
    ["a quote that isn't closed", { ...traces, search: 'a "b' }, "search", "isn't closed"],
    ["a bracket that would end its scope", { ...traces, search: "a) OR (b" }, "search", "isn't closed"],
    ["no search", { ...logs, search: "" }, "search", ""],
    ["a measure of no attribute", { ...traces, measure: { of: "duration", as: "pc95" } }, "measure.of", "attribute"],
    ["a percentile that there isn't", { ...traces, measure: { of: "@duration", as: "p42" } }, "measure.as", ""],
    ["a recovery of lines, which have none", { ...logs, criticalRecovery: 1 }, "criticalRecovery", "not a setting"],
    ["a share of more than all points", { ...anomaly, critical: 2 }, "critical", ""],
    ["a warning of as many points", { ...anomaly, warning: 1 }, "critical", "must be above warning"],
    ["no deviation at all", { ...anomaly, deviations: 0 }, "deviations", ""],
    ["a window that Datadog doesn't judge", { ...anomaly, window: "5m" }, "window", "is not one of its values"],
    ["a season that there isn't", { ...anomaly, seasonality: "yearly" }, "seasonality", ""],
    ["half a formula", { ...composite, when: "errors &&" }, "when", "must join names"],
    ["two monitors side by side", { ...composite, when: "errors latency && cpu" }, "when", "must join names"],
    ["an operator that there isn't", { ...composite, when: "errors and latency" }, "when", "must join names"],
    ["a formula of one", { ...composite, when: "!errors" }, "when", "joins fewer than two"],
    ["a monitor that it doesn't have", { ...composite, when: "errors && age" }, "when", "names no monitor"],
    ["itself", { ...composite, when: "errors && own" }, "when", "names itself"],
    ["what isn't promised", { ...burn, objective: "freshness" }, "objective", "is nothing that it promises"],
    ["a rate that there isn't", { ...burn, critical: 1001 }, "critical", "is a rate that there isn't"],
    ["a warning at its rate", { ...burn, warning: 3 }, "critical", "must be above warning"],
    ["a short window that isn't a twelfth", { ...burn, short: "5m" }, "short", "isn't a twelfth of 24h"],
    ["a long window that Datadog doesn't take", { ...burn, long: "72h" }, "long", "is not one of its values"],
  ])("is refused with %s", (_, own, where, what) => {
    const problems = add({ own });
    expect(problems.map(({ path }) => path)).toEqual([`${API}.ownMonitors.own.${where}`]);
    expect(problems[0]?.what).toContain(what);
  });

  it("of no known kind hears of those that there are", () => {
    expect(add({ own: { ...logs, kind: "process" } })[0]).toMatchObject({
      value: "process",
      allowed: "metric, logs, traces, anomaly, composite, burn",
    });
  });

  it("of a store is of a metric, an anomaly or of others: it has no log, no traces, and promises nothing", () => {
    const main = "catalogue.stores.main";
    expect(add({ metric, anomaly, composite: { ...composite, when: "cpu && memory" } }, main)).toEqual([]);
    expect(add({ logs, traces, burn }, main).map(({ path, what }) => [path, what])).toEqual([
      [`${main}.ownMonitors.logs.kind`, "is of logs, which a store has none of"],
      [`${main}.ownMonitors.traces.kind`, "is of traces, which a store has none of"],
      [`${main}.ownMonitors.burn.objective`, "is nothing that it promises"],
    ]);
  });

  it("doesn't watch how fast a promise burns that it took back", () => {
    expect(
      problemsAfter({
        [`${API}.ownMonitors`]: { burn },
        [`${API}.objectives`]: { availability: { without: "It's an experiment" } },
      })[0],
    ).toMatchObject({ path: `${API}.ownMonitors.burn.objective`, allowed: "latency" });
  });
});

const promise = (change: unknown, of = API) => problemsAfter({ [`${of}.objectives`]: change });

describe("what is promised of a service", () => {
  it("may be otherwise, or nothing", () => {
    expect(promise({ availability: { target: 99.5, days: 7 }, latency: { without: "It waits for others" } })).toEqual(
      [],
    );
    expect(promise({ availability: { silence: "Until the new database is there" } })).toEqual([]);
  });

  it.each<readonly [string, object, string, string]>([
    [
      "a promise of another kind",
      { freshness: { target: 99 } },
      "freshness",
      "is nothing that is promised of its kind",
    ],
    ["an empty change", { latency: {} }, "latency", "changes nothing"],
    ["everything", { latency: { target: 100 } }, "latency.target", ""],
    ["a target that leaves nothing to measure", { latency: { target: 99.99999 } }, "latency.target", ""],
    ["a warning below its target", { latency: { target: 99, warning: 98 } }, "latency.warning", "above the target"],
    ["a month of 31 days", { latency: { days: 31 } }, "latency.days", ""],
    [
      "a target that can't burn as fast as is told",
      { availability: { target: 93 } },
      "availability.target",
      "fast alert",
    ],
    ["a target beside none", { latency: { without: "It waits", target: 99 } }, "latency.target", "beside `without`"],
    ["none without a reason", { latency: { without: "" } }, "latency.without", ""],
    ["a reason that tells somebody", { latency: { silence: "ask @ann" } }, "latency.silence", "mentions somebody"],
  ])("is refused with %s", (_, change, where, what) => {
    const problems = promise(change);
    expect(problems.map(({ path }) => path)).toEqual([`${API}.objectives.${where}`]);
    expect(problems[0]?.what).toContain(what);
  });

  it("isn't a store's to change", () => {
    expect(promise({ availability: { target: 99 } }, "catalogue.stores.main")[0]).toMatchObject({
      path: "catalogue.stores.main.objectives.availability",
      allowed: "nothing: nothing is promised of its kind",
    });
  });
});

import { describe, expect, it } from "vitest";
import { membersOf, type OwnMonitor } from "../../../modules/core/monitoring/own.js";
import { monitorService } from "../../../modules/datadog/service-monitors.js";
import type { ObjectiveRef } from "../../../modules/datadog/slo-objective.js";
import { World } from "../../local/providers/world.js";
import { problemsOf } from "../../support/configuration.js";
import { serviceRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const tags = { environment: "staging", organization: "acme" };
const audience = { warning: ["@slack-team"], critical: ["@pagerduty-team"] };
const said = { title: "is unwell", meaning: "It is.", firstSteps: ["Its log"], priority: 2 as const };
const availability: ObjectiveRef = {
  name: "availability",
  id: "0123456789abcdef0123456789abcdef",
  target: 99.9,
  days: 30,
  burns: [],
  promise: "99.9 % of its requests don't end in an error of its own within 30 days",
  told: "errors",
};

const stackOf = (own: Readonly<Record<string, OwnMonitor>>, objectives: readonly ObjectiveRef[] = []) =>
  synth((scope) =>
    monitorService(scope, { service: serviceRef, tags, audience, objectives, wishes: { changes: {}, own } }),
  );
const made = (own: OwnMonitor, objectives: readonly ObjectiveRef[] = []) =>
  stackOf({ own }, objectives).at("datadog_monitor", "monitors-api/own/monitor");

/** What the vendor says of it. */
function complaints({
  monitor_thresholds: levels,
  monitor_threshold_windows: windows,
  ...monitor
}: Record<string, unknown>) {
  return new World().validate("datadog_monitor", {
    ...monitor,
    ...(levels === undefined ? {} : { monitor_thresholds: [levels] }),
    ...(windows === undefined ? {} : { monitor_threshold_windows: [windows] }),
  });
}

describe("a monitor of a service's own", () => {
  it.each<readonly [string, OwnMonitor, string, string]>([
    [
      "of its log",
      {
        ...said,
        kind: "logs",
        search: 'status:error "out of cheese"',
        window: "5m",
        comparator: ">",
        warning: 5,
        critical: 10,
      },
      "log alert",
      'logs("env:staging service:api (status:error \\"out of cheese\\")").index("*").rollup("count").last("5m") > 10',
    ],
    [
      "of its traces",
      {
        ...said,
        kind: "traces",
        search: "resource_name:checkout",
        window: "15m",
        comparator: ">",
        warning: 1e9,
        critical: 2e9,
        measure: { of: "@duration", as: "pc95" },
      },
      "trace-analytics alert",
      'trace-analytics("env:staging service:api (resource_name:checkout)").rollup("pc95","@duration").last("15m") > 2000000000',
    ],
    [
      "of an anomaly",
      {
        ...said,
        kind: "anomaly",
        metric: "acme.orders.placed",
        over: "sum",
        filter: { shop: "a" },
        direction: "below",
        deviations: 3,
        seasonality: "weekly",
        window: "1h",
        warning: 0.5,
        critical: 1,
      },
      "query alert",
      "avg(last_12h):anomalies(sum:acme.orders.placed{env:staging,service:api,shop:a}, 'agile', 3, direction='below', interval=300, alert_window='last_1h', seasonality='weekly', count_default_zero='true') >= 1",
    ],
    [
      "of how fast a promise burns",
      { ...said, kind: "burn", objective: "availability", long: "24h", short: "120m", warning: 1.5, critical: 3 },
      "slo alert",
      'burn_rate("0123456789abcdef0123456789abcdef").over("30d").long_window("24h").short_window("120m") > 3',
    ],
  ])("%s asks within its service and environment, as Datadog takes it", (_, own, type, query) => {
    const monitor = made(own, [availability]);
    expect(monitor).toMatchObject({ type, query, priority: "2", tags: expect.arrayContaining(["service:api"]) });
    expect(monitor["message"]).toContain("{{#is_alert}}@pagerduty-team{{/is_alert}}");
    expect(complaints(monitor)).toEqual([]);
  });

  it("of a metric of its own isn't kept waiting as CloudWatch's are", () => {
    const own: OwnMonitor = {
      ...said,
      kind: "metric",
      metric: "acme.orders.open",
      over: "avg",
      aggregate: "avg",
      window: "5m",
      filter: {},
      comparator: ">",
      warning: 1,
      warningRecovery: 0.9,
      critical: 2,
      criticalRecovery: 1.8,
    };
    expect(made(own)).not.toHaveProperty("evaluation_delay");
    expect(complaints(made(own))).toEqual([]);
  });

  it("of others joins them by the numbers that they will have, own ones too, whatever comes first", () => {
    const stack = stackOf({
      both: { ...said, kind: "composite", when: "(errors || lines) && !traffic" },
      lines: { ...said, kind: "logs", search: "x", window: "5m", comparator: ">", warning: 1, critical: 2 },
    });
    const monitor = stack.at("datadog_monitor", "monitors-api/both/monitor");
    expect(monitor).toMatchObject({
      type: "composite",
      query:
        "(${monitors-api/errors/monitor.id} || ${monitors-api/lines/monitor.id}) && !${monitors-api/traffic/monitor.id}",
    });
    expect(monitor).not.toHaveProperty("monitor_thresholds");
  });

  it("of others is refused where this environment doesn't have one of them", () => {
    const own: OwnMonitor = { ...said, kind: "composite", when: "oom && memory" };
    expect(membersOf(own)).toEqual(["oom", "memory"]);
    expect(problemsOf(() => stackOf({ own }))[0]).toMatchObject({
      path: "api.ownMonitors.own.when",
      what: "names oom, which api doesn't have in staging",
    });
  });

  it("of a promise isn't made where nothing is promised", () => {
    const own: OwnMonitor = {
      ...said,
      kind: "burn",
      objective: "availability",
      long: "24h",
      short: "120m",
      warning: 1,
      critical: 3,
    };
    expect(stackOf({ own }).pathsOf("datadog_monitor")).not.toContain("monitors-api/own/monitor");
  });
});

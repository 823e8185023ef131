import { describe, expect, it } from "vitest";
import { textOf } from "../../../local/providers/protocol/values.js";
import { asFloat, groupingTags, readComparison } from "../../../local/providers/vendors/datadog/monitor/query.js";
import { type Json, UNKNOWN, World } from "./world.js";

const TYPE = "datadog_monitor";

const monitor = (changes: Json = {}): Json => ({
  name: "CPU",
  type: "query alert",
  query: "avg(last_5m):avg:system.cpu.user{env:test} by {host,service} > 90",
  message: "CPU is high @slack-alerts",
  ...changes,
});

const problems = (changes: Json) => new World().validate(TYPE, monitor(changes));

const withThresholds = (operator: string, thresholds: Json, changes: Json = {}) =>
  problems({
    query: `avg(last_5m):avg:system.cpu.user{*} ${operator} 90`,
    monitor_thresholds: [{ critical: "90", ...thresholds }],
    ...changes,
  });

describe("the query", () => {
  it("rejects an empty query", () => {
    expect(problems({ query: "  " })).toEqual(["query: The value provided for parameter 'query' is invalid"]);
  });

  it("rejects brackets that are not closed", () => {
    expect(problems({ query: "avg(last_5m):avg:system.cpu.user{* > 90" })[0]).toContain("'query' is invalid");
  });

  it("rejects a query that compares with nothing", () => {
    expect(problems({ query: "avg(last_5m):avg:system.cpu.user{*}" })).toEqual([
      "query: The value provided for parameter 'query' is invalid: invalid operator specified: ",
    ]);
  });

  it("rejects a metric query without a window", () => {
    expect(problems({ query: "avg:system.cpu.user{*} > 90" })[0]).toContain("'query' is invalid");
  });

  it("accepts metric math, changes, formulas and cumulative windows", () => {
    const queries = [
      "avg(last_5m):sum:errors{*}.as_count() / ( sum:hits{*}.as_count() + 1 ) > 0.05",
      "change(avg(last_5m),last_1h):avg:system.load.1{*} < -1.5",
      'formula("query1 / query2").last("1d") > 3',
      "sum(current_1d):sum:aws.usage{*} >= 1e3",
    ];
    expect(queries.map((query) => problems({ query }))).toEqual(queries.map(() => []));
  });

  const windows = { trigger_window: "last_15m", recovery_window: "last_15m" };
  const anomaly = (query: string, changes: Json = {}) =>
    problems({ query, monitor_threshold_windows: [windows], ...changes });

  it("accepts forecasts, and anomalies with their windows", () => {
    expect(problems({ query: "min(next_1w):forecast(avg:disk.free{*} by {host}, 'linear', 1) < 5" })).toEqual([]);
    expect(anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'agile', 3, alert_window='last_15m') >= 1")).toEqual([]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ["an unknown algorithm", anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'clever', 2) >= 1"), "query"],
    ["no deviations", anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'agile') >= 1"), "query"],
    ["a share of more than all", anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2) >= 2"), "query"],
    ["a share that must be exceeded", anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2) > 1"), "query"],
    [
      "no windows",
      problems({ query: "avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2) >= 1" }),
      "monitor_threshold_windows",
    ],
    ["windows where nothing is anomalous", anomaly("avg(last_5m):avg:a.b{*} > 1"), "monitor_threshold_windows"],
    [
      "another window than the query's",
      anomaly("avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2, alert_window='last_1h') >= 1"),
      "monitor_threshold_windows.0.trigger_window",
    ],
    ["a forecast of the past", problems({ query: "min(last_1w):forecast(avg:a.b{*}, 'linear', 1) < 5" }), "query"],
    ["a future that nobody forecasts", problems({ query: "min(next_1w):avg:a.b{*} < 5" }), "query"],
    ["a future too far away", problems({ query: "min(next_5y):forecast(avg:a.b{*}, 'linear', 1) < 5" }), "query"],
    ["a forecast by no algorithm", problems({ query: "min(next_1w):forecast(avg:a.b{*}, 'magic', 1) < 5" }), "query"],
  ])("rejects %s", (_, found, where) => {
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${where}: `)).toBe(true);
  });

  it("accepts composites of monitor ids and rejects other words in them", () => {
    expect(problems({ type: "composite", query: "123 && !(456 || 789)" })).toEqual([]);
    expect(problems({ type: "composite", query: "cpu && disk" })[0]).toContain("'query' is invalid");
  });

  it("rejects a check that looks back less far than its thresholds count", () => {
    const query = '"http.can_connect".over("env:test").by("host").last(2).count_by_status()';
    expect(problems({ type: "service check", query, monitor_thresholds: [{ critical: "3", ok: "1" }] })).toEqual([
      "query: Last field should be larger than or equal to max threshold defined in monitor options",
    ]);
  });

  it("rejects a check without a grouping", () => {
    const query = '"http.can_connect".over("env:test").last(3).count_by_status()';
    expect(problems({ type: "service check", query })).toEqual([
      "query: A grouping must be specified for custom checks",
    ]);
  });

  it("rejects notifications by a tag that the query does not group by", () => {
    expect(problems({ notify_by: ["host"] })).toEqual([]);
    expect(problems({ notify_by: ["region"] })).toEqual([
      "notify_by: notify_by must be a subset of the grouping tags in the query",
    ]);
  });

  it("reads the last comparison of a query", () => {
    expect(readComparison("avg(last_5m):a{x>1} - b{*} <= -.5")).toEqual({
      expression: "avg(last_5m):a{x>1} - b{*}",
      operator: "<=",
      threshold: -0.5,
    });
  });

  it("reads the grouping of metrics and of searches", () => {
    expect(groupingTags("a:b{*} by {host, env}")).toEqual(["host", "env"]);
    expect(groupingTags('logs("x").rollup("count").by("service,host").last("5m") > 1')).toEqual(["service", "host"]);
  });
});

describe("thresholds", () => {
  it("accepts a critical threshold that repeats the query's number, however it is written", () => {
    expect(withThresholds(">", { critical: "90.0" })).toEqual([]);
  });

  it("rejects a critical threshold other than the query's number", () => {
    expect(withThresholds(">", { critical: "80" })).toEqual([
      "monitor_thresholds.0.critical: Alert threshold (80.0) does not match that used in the query (90.0).",
    ]);
  });

  it("rejects a warning without a critical threshold", () => {
    expect(withThresholds(">", { critical: null, warning: "80" })).toEqual([
      "monitor_thresholds.0.critical: Alert status is required.",
    ]);
  });

  it.each([
    [">", "95", "less"],
    [">=", "90", "less"],
    ["<", "80", "greater"],
    ["<=", "90", "greater"],
  ])("rejects a warning on the wrong side of `%s`", (operator, warning, side) => {
    const message = `Warning threshold (${asFloat(Number(warning))}) must be ${side} than the alert threshold (90.0).`;
    expect(withThresholds(operator, { warning })).toEqual([`monitor_thresholds.0.warning: ${message}`]);
  });

  it.each([
    [">", { warning: "80", critical_recovery: "85", warning_recovery: "70" }],
    ["<", { warning: "95", critical_recovery: "92", warning_recovery: "97" }],
  ])("accepts warnings and recoveries on the right side of `%s`", (operator, thresholds) => {
    expect(withThresholds(operator, thresholds)).toEqual([]);
  });

  it("rejects recoveries that overlap with their alert, all at once", () => {
    expect(withThresholds(">", { warning: "80", critical_recovery: "91", warning_recovery: "80" })).toEqual([
      "monitor_thresholds.0.critical_recovery: alert and alert recovery criteria are such that the monitor can be simultaneously in alert and alert recovery states",
      "monitor_thresholds.0.warning_recovery: warning and warning recovery criteria are such that the monitor can be simultaneously in warning and warning recovery states",
    ]);
  });

  it("rejects a recovery of a threshold that is not there", () => {
    expect(withThresholds(">", { warning_recovery: "70" })).toEqual([
      "monitor_thresholds.0.warning_recovery: warning_recovery needs a warning threshold.",
    ]);
  });

  it("rejects statuses that the type doesn't have", () => {
    expect(withThresholds(">", { ok: "1" })).toEqual(["monitor_thresholds.0: Invalid threshold statuses found: ok."]);
    const query = 'events("source:x").rollup("count").last("5m") > 90';
    expect(withThresholds(">", { critical_recovery: "80" }, { type: "event-v2 alert", query })).toEqual([
      "monitor_thresholds.0: Invalid threshold statuses found: critical_recovery.",
    ]);
  });

  it("rejects a threshold that is no number", () => {
    expect(withThresholds(">", { warning: "many" })).toEqual([
      "monitor_thresholds.0.warning: invalid value for warning (value must be a float)",
    ]);
  });

  it("says nothing while the query or a threshold is unknown", () => {
    expect(problems({ query: UNKNOWN, monitor_thresholds: [{ critical: "1" }] })).toEqual([]);
    expect(withThresholds(">", { critical: UNKNOWN, warning: "1000" })).toEqual([]);
  });
});

describe("options", () => {
  it.each<[string, Json, string]>([
    ["a type that the API doesn't have", { type: "metric alarm" }, "type: expected type to be one of"],
    ["an empty name", { name: "" }, "name: expected length of name"],
    ["a priority above 5", { priority: "6" }, 'priority: Invalid priority "6"'],
    [
      "a timeout of more than a day",
      { timeout_h: 25 },
      "timeout_h: expected timeout_h to be in the range (0 - 24), got 25",
    ],
    [
      "a negative delay",
      { evaluation_delay: -1 },
      "evaluation_delay: expected evaluation_delay to be at least (0), got -1",
    ],
    [
      "a repetition without an interval",
      { renotify_occurrences: 3 },
      "renotify_occurrences: renotify_occurrences needs renotify_interval",
    ],
    [
      "an unknown status to repeat",
      { renotify_interval: 60, renotify_statuses: ["ok"] },
      'renotify_statuses: Invalid value "ok"',
    ],
    [
      "both ways to say what missing data means",
      { notify_no_data: true, on_missing_data: "resolve" },
      'on_missing_data: "on_missing_data": conflicts with notify_no_data',
    ],
    [
      "a retention of more than 72 hours",
      { group_retention_duration: "4d" },
      'group_retention_duration: Invalid duration "4d"',
    ],
    ["a tag that begins with a digit", { tags: ["1:a"] }, 'tags: Invalid tag "1:a"'],
    ["a tag of more than 200 characters", { tags: ["a".repeat(201)] }, "tags: Invalid tag"],
    [
      "an unknown preset",
      { notification_preset_name: "hide" },
      "notification_preset_name: expected notification_preset_name to be one of",
    ],
  ])("rejects %s", (_case, changes, complaint) => {
    const found = problems(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it("rejects a handle that a space cuts off, and leaves templates alone", () => {
    expect(problems({ message: "Ask @ slack-alerts" })).toEqual([
      "message: The message mentions a handle without a name: `@`",
    ]);
    expect(problems({ message: "{{event.tags.@http.url}} (@slack-a) you@example.com @pagerduty" })).toEqual([]);
  });

  it("reports every problem of a monitor at once", () => {
    expect(withThresholds(">", { critical: "1", warning: "2" }, { priority: "9", tags: ["-"] })).toHaveLength(4);
  });
});

describe("a monitor's life", () => {
  it("plans the provider's defaults and trims texts, without a change afterwards", () => {
    const world = new World();
    const config = monitor({ query: `\n${String(monitor()["query"])}\n`, message: "Look. \n" });
    const state = world.create(TYPE, config);
    expect(state).toMatchObject({
      include_tags: true,
      new_host_delay: 300,
      draft_status: "published",
      message: "Look.",
    });
    expect(world.plan(TYPE, config, state)).toEqual({ planned: state, replace: [], complaints: [] });
  });

  it("takes metric alerts and query alerts for the same type, and replaces for others", () => {
    const world = new World();
    const state = world.create(TYPE, monitor());
    expect(world.plan(TYPE, monitor({ type: "metric alert" }), state).planned).toEqual(state);
    const other = monitor({ type: "log alert", query: 'logs("x").rollup("count").last("5m") > 90' });
    expect(world.plan(TYPE, other, state).replace).toEqual(["type"]);
  });

  it("is not checked against the API when told so", () => {
    expect(problems({ query: "anything", validate: false })).toEqual([]);
  });

  it("refuses a composite of monitors that don't exist, and the deletion of one that is used", () => {
    const world = new World();
    const member = world.create(TYPE, monitor());
    const composite = monitor({ type: "composite", query: `${textOf(member["id"])} && 42` });
    expect(world.apply(TYPE, composite).complaints).toEqual(["query: Monitor not found"]);
    world.create(TYPE, { ...composite, name: "Both", query: `${textOf(member["id"])} || ${textOf(member["id"])}` });
    expect(world.destroy(TYPE, member)[0]).toContain("is referenced in Both");
    expect(world.destroy(TYPE, { ...member, force_delete: true })).toEqual([]);
  });
});

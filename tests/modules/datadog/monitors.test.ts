import { describe, expect, it } from "vitest";
import type { Levels } from "../../../modules/core/monitoring/levels.js";
import { type Audience, message } from "../../../modules/datadog/message.js";
import { Monitor, type MonitorProps } from "../../../modules/datadog/monitor.js";
import { WebMonitors } from "../../../modules/datadog/web-monitors.js";
import { problemsOf } from "../../support/configuration.js";
import { serviceRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";

const tags = { environment: "staging", organization: "acme" };
const audience: Audience = { warning: ["@slack-team"], critical: ["@slack-team", "@pagerduty-team"] };
const quiet: Audience = { warning: [], critical: [] };

const thresholds: Levels = {
  comparator: ">",
  warning: 80,
  warningRecovery: 75.5,
  critical: 90,
  criticalRecovery: 85,
};
const props: MonitorProps = {
  tags,
  subject: "service:api",
  title: "[staging] api: is hot",
  metric: "avg(last_5m):avg:aws.ecs.cpuutilization{service:api}",
  thresholds,
  meaning: "It computes too much.",
  firstSteps: ["The last deployment", "The traffic"],
  audience,
  priority: 3,
};
const monitor = (more: Partial<MonitorProps> = {}) =>
  synth((stack) => new Monitor(stack, "cpu", { ...props, ...more })).one("datadog_monitor");

describe("a monitor", () => {
  it("asks for the critical number in its query, as Datadog demands", () => {
    expect(monitor()).toMatchObject({
      type: "query alert",
      query: "avg(last_5m):avg:aws.ecs.cpuutilization{service:api} > 90",
      monitor_thresholds: { warning: "80", warning_recovery: "75.5", critical: "90", critical_recovery: "85" },
    });
  });

  it("rejects a warning above critical, and names itself", () => {
    expect(problemsOf(() => monitor({ thresholds: { ...thresholds, warning: 95 } }))).toEqual([
      { path: "test/cpu.critical", what: "must be above warning, which is 95", value: 90 },
    ]);
  });

  it("waits for the metrics of CloudWatch, which come late, and takes no silence for an alarm", () => {
    expect(monitor()).toMatchObject({ evaluation_delay: 900, require_full_window: false, notify_no_data: false });
  });

  it("carries the common tags and its subject", () => {
    expect(monitor()["tags"]).toEqual([
      "env:staging",
      "organization:acme",
      "managed-by:gantry",
      "service:api",
      "monitor:cpu",
    ]);
  });

  it("is as urgent as it was made", () => {
    expect(monitor({ priority: 1 })).toMatchObject({ priority: "1", name: "[staging] api: is hot" });
  });

  it("repeats an alert that goes on, never a warning, the sooner the more urgent it is", () => {
    const minutes = ([1, 2, 3, 4, 5] as const).map((priority) => monitor({ priority })["renotify_interval"]);
    expect(minutes).toEqual([60, 240, 1440, undefined, undefined]);
    expect(monitor({ priority: 1 })["renotify_statuses"]).toEqual(["alert"]);
    expect(monitor({ priority: 1, audience: quiet })).not.toHaveProperty("renotify_interval");
  });

  it("gives members of a group time to settle where it has groups", () => {
    expect(monitor()).not.toHaveProperty("new_group_delay");
    expect(monitor({ newGroupDelaySeconds: 900 })).toMatchObject({ new_group_delay: 900 });
  });

  it("is still there when it's silenced, tells nobody, and says why", () => {
    const silenced = monitor({ silence: "Batch work: it may compute all it wants", priority: 1 });
    expect(silenced["message"]).toContain("Nobody is told: Batch work: it may compute all it wants");
    expect(silenced["message"]).not.toContain("@");
    expect(silenced).not.toHaveProperty("renotify_interval");
  });

  it("says where its levels come from", () => {
    expect(monitor({ reason: "It never was higher." })["message"]).toContain("Why these levels: It never was higher.");
  });
});

describe("the message of a monitor", () => {
  const { meaning, firstSteps } = props;

  it("tells each level's people, and nobody else, of the level and of its end", () => {
    expect(message({ meaning, firstSteps, audience }).split("\n")).toEqual([
      "It computes too much.",
      "",
      "Look at:",
      "1. The last deployment",
      "2. The traffic",
      "",
      "{{#is_warning}}@slack-team{{/is_warning}}",
      "{{#is_warning_recovery}}@slack-team{{/is_warning_recovery}}",
      "",
      "{{#is_alert}}@slack-team @pagerduty-team{{/is_alert}}",
      "{{#is_alert_recovery}}@slack-team @pagerduty-team{{/is_alert_recovery}}",
    ]);
  });

  it("names nobody when it is quiet", () => {
    expect(message({ meaning, firstSteps, audience: quiet })).not.toContain("@");
  });

  it("leaves out a level that concerns nobody", () => {
    const text = message({ meaning, firstSteps, audience: { ...quiet, critical: ["@ann@acme.test"] } });
    expect(text).not.toContain("is_warning");
    expect(text).toContain("{{#is_alert}}@ann@acme.test{{/is_alert}}");
  });
});

describe("the monitors of a web service", () => {
  const stack = synth((scope) => new WebMonitors(scope, "monitors", { service: serviceRef, tags, audience }));
  const at = (kind: string) => stack.at("datadog_monitor", `monitors/${kind}/monitor`);

  it("are nine: CPU, deployments, errors, latency, memory, restarts, targets, tasks, traffic", () => {
    expect(stack.all("datadog_monitor").map((one) => one["name"])).toEqual([
      "[staging] api: needs more CPU than it has",
      "[staging] api: was rolled back by ECS",
      "[staging] api: answers with server errors",
      "[staging] api: answers slowly",
      "[staging] api: is about to run out of memory",
      "[staging] api: starts tasks again and again",
      "[staging] api: fails its health check",
      "[staging] api: runs fewer tasks than it should",
      "[staging] api: gets far fewer requests than a week before",
    ]);
  });

  it.each([
    ["errors", "sum(last_10m):100 * default_zero(sum:aws.applicationelb.httpcode_target_5xx", " > 5"],
    ["latency", "avg(last_10m):avg:aws.applicationelb.target_response_time.p95", " > 2"],
    ["tasks", "min(last_15m):100 * sum:aws.ecs.service.running", " < 50"],
    ["targets", "min(last_10m):100 * avg:aws.applicationelb.healthy_host_count", " < 50"],
    ["cpu", "avg(last_30m):avg:aws.ecs.service.cpuutilization", " > 95"],
    ["restarts", "avg(last_1h):100 * sum:aws.ecs.service.pending", " > 50"],
    ["traffic", "sum(last_1h):100 * ( default_zero(sum:aws.applicationelb.request_count", " < 10"],
    ["memory", "max(last_15m):max:aws.ecs.service.memory_utilization.maximum", " > 95"],
    ["deployment", 'events("source:amazon_ecs servicename:staging-api clustername:staging-app', '.last("4h") > 2.5'],
  ])("ask of %s what they should", (kind, start, end) => {
    const query = String(at(kind)["query"]);
    expect(query.startsWith(start)).toBe(true);
    expect(query.endsWith(end)).toBe(true);
    expect(end.endsWith(String(valueAt(at(kind), "monitor_thresholds.critical")))).toBe(true);
  });

  it("look at this environment's service alone", () => {
    for (const one of stack.all("datadog_monitor").filter(({ type }) => type === "query alert")) {
      const scopes = [...String(one["query"]).matchAll(/\{([^}]*)\}/g)].map(([, scope = ""]) => scope);
      expect(new Set(scopes).size).toBe(1);
      expect(scopes[0]).toMatch(/^environment:staging,(service:api|servicename:staging-api,clustername:staging-app)$/);
    }
  });

  it("say what the service depends on, where that may be why", () => {
    expect(at("errors")["message"]).toContain("What it depends on: main, documents");
    expect(at("latency")["message"]).toContain("What it depends on: main, documents");
    const alone = synth((scope) => {
      new WebMonitors(scope, "monitors", { service: { ...serviceRef, stores: [] }, tags, audience });
    });
    expect(alone.at("datadog_monitor", "monitors/errors/monitor")["message"]).toContain("It depends on no store");
  });

  it("wake people for what is down, and wait with what is slow", () => {
    const signals = ["tasks", "targets", "errors", "memory", "traffic", "latency", "cpu", "restarts", "deployment"];
    expect(signals.map((kind) => at(kind)["priority"])).toEqual(["1", "1", "2", "2", "2", "3", "3", "3", "3"]);
  });

  it("count rolled-back deployments as events: without recovery, and without CloudWatch's delay", () => {
    expect(at("deployment")).toMatchObject({
      type: "event-v2 alert",
      monitor_thresholds: { warning: "0.5", critical: "2.5" },
    });
    expect(at("deployment")["evaluation_delay"]).toBeUndefined();
  });

  it("tell nobody in a quiet environment", () => {
    const silent = synth((scope) => new WebMonitors(scope, "monitors", { service: serviceRef, tags, audience: quiet }));
    for (const one of silent.all("datadog_monitor")) expect(one["message"]).not.toContain("@");
  });
});

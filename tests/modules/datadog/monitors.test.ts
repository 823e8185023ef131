import { describe, expect, it } from "vitest";
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

const props: MonitorProps = {
  tags,
  subject: "service:api",
  title: "[staging] api: is hot",
  metric: "avg(last_5m):avg:aws.ecs.cpuutilization{service:api}",
  thresholds: { comparator: ">", warning: 80, warningRecovery: 75.5, critical: 90, criticalRecovery: 85 },
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
    const thresholds = { ...props.thresholds, warning: 95 };
    expect(problemsOf(() => monitor({ thresholds }))).toEqual([
      { path: "test/cpu.critical", what: "must be above warning, which is 95", value: 90 },
    ]);
  });

  it("waits for the metrics of CloudWatch, which come late, and takes no silence for an alarm", () => {
    expect(monitor()).toMatchObject({ evaluation_delay: 900, require_full_window: false, notify_no_data: false });
  });

  it("carries the common tags and its subject", () => {
    expect(monitor()["tags"]).toEqual(["env:staging", "organization:acme", "managed-by:gantry", "service:api"]);
  });

  it("is as urgent as it was made", () => {
    expect(monitor({ priority: 1 })).toMatchObject({ priority: "1", name: "[staging] api: is hot" });
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

  it("are four: errors, latency, tasks, targets", () => {
    expect(stack.all("datadog_monitor").map((one) => one["name"])).toEqual([
      "[staging] api: answers with server errors",
      "[staging] api: answers slowly",
      "[staging] api: fails its health check",
      "[staging] api: runs fewer tasks than it should",
    ]);
  });

  it.each([
    ["errors", "sum(last_10m):100 * default_zero(sum:aws.applicationelb.httpcode_target_5xx", " > 5"],
    ["latency", "avg(last_10m):avg:aws.applicationelb.target_response_time.p95", " > 2"],
    ["tasks", "min(last_15m):100 * sum:aws.ecs.service.running", " < 50"],
    ["targets", "min(last_10m):100 * avg:aws.applicationelb.healthy_host_count", " < 50"],
  ])("ask of %s what they should", (kind, start, end) => {
    const query = String(at(kind)["query"]);
    expect(query.startsWith(start)).toBe(true);
    expect(query.endsWith(end)).toBe(true);
    expect(end.endsWith(String(valueAt(at(kind), "monitor_thresholds.critical")))).toBe(true);
  });

  it("look at this environment's service alone", () => {
    for (const one of stack.all("datadog_monitor")) {
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
    expect(["tasks", "targets", "errors", "latency"].map((kind) => at(kind)["priority"])).toEqual(["1", "1", "2", "3"]);
  });

  it("tell nobody in a quiet environment", () => {
    const silent = synth((scope) => new WebMonitors(scope, "monitors", { service: serviceRef, tags, audience: quiet }));
    for (const one of silent.all("datadog_monitor")) expect(one["message"]).not.toContain("@");
  });
});

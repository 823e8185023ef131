import { describe, expect, it } from "vitest";
import type { ServiceRef } from "../../../../modules/core/refs/services.js";
import { documentOf } from "../../../../modules/datadog/dashboards/document.js";
import { appUrl } from "../../../../modules/datadog/dashboards/links.js";
import { serviceDashboard } from "../../../../modules/datadog/dashboards/service-dashboard.js";
import type { Signal } from "../../../../modules/datadog/dashboards/signal.js";
import { bucketRef, cronRef, databaseRef, serviceRef, workerRef } from "../../../support/refs.js";
import { headings, widgetsUnder } from "./outline.js";

const latency: Signal = {
  name: "latency",
  title: "answers slowly",
  query: "avg(last_10m):avg:aws.applicationelb.target_response_time.p95{service:api} > 2",
  levels: { comparator: ">", warning: 1, critical: 2 },
  unit: "s",
};
const rolledBack: Signal = {
  name: "deployment",
  title: "was rolled back",
  query: 'events("source:amazon_ecs").rollup("count").last("4h") > 2.5',
  levels: { comparator: ">", warning: 0.5, critical: 2.5 },
};
const own: Signal = {
  ...latency,
  name: "orders",
  title: "has orders that nobody picked up",
  query: "avg(last_15m):avg:acme.orders.open{env:staging,service:api} > 500",
};

const dashboard = (service: ServiceRef, signals: readonly Signal[] = []) =>
  serviceDashboard({
    tags: { environment: "staging", organization: "acme" },
    region: "eu-west-1",
    app: "https://app.datadoghq.eu",
    service,
    stores: [databaseRef, bucketRef],
    signals,
    signalsOf: (store) => (store === "main" ? [{ ...latency, name: "cpu", title: "computes too much" }] : []),
    about: { description: "Takes orders.", runbook: "https://runbooks.acme.test/api" },
  });

describe("the dashboard of a service", () => {
  it.each<[ServiceRef, readonly string[]]>([
    [serviceRef, ["Alerts and objectives", "Requests", "Tasks", "It depends on main", "Logs"]],
    [workerRef, ["Alerts and objectives", "Messages", "Tasks", "It depends on main", "Logs"]],
    [cronRef, ["Alerts and objectives", "Runs", "It depends on main", "Logs"]],
    [
      {
        name: "agent",
        kind: "daemon",
        stores: [],
        runs: [{ cluster: "app", clusterName: "staging-app", serviceName: "staging-agent-app" }],
      },
      ["Alerts and objectives", "Tasks", "Logs"],
    ],
    [
      { ...serviceRef, name: "admin", kind: "internal", url: "http://admin.staging.internal:8080", stores: [] },
      ["Alerts and objectives", "Requests", "Tasks", "Logs"],
    ],
  ])("is laid out by its kind: $kind", (service, expected) => {
    expect(headings(dashboard(service))).toEqual(expected);
  });

  it("shows a graph for each of its monitors of a metric, with its levels, its own beside its kind's", () => {
    const { widgets } = dashboard(serviceRef, [latency, rolledBack, own]);
    expect(widgetsUnder(widgets, "Requests").map(({ title }) => title)).toContain("answers slowly");
    expect(widgetsUnder(widgets, "Tasks").map(({ title }) => title)).toEqual([
      "tasks in staging-app",
      "has orders that nobody picked up",
    ]);
    expect(widgetsUnder(widgets, "Requests").find(({ title }) => title === "answers slowly")).toMatchObject({
      requests: [{ q: "avg:aws.applicationelb.target_response_time.p95{service:api}" }],
      markers: [{ value: "y = 1" }, { value: "y = 2" }],
      events: [{ q: "source:amazon_ecs servicename:staging-api clustername:staging-app" }],
    });
  });

  it("says what it depends on, and where to read on", () => {
    const [heading] = dashboard(serviceRef).widgets;
    expect(heading?.definition["content"]).toBe(
      [
        "**api** · web · staging",
        "",
        "Takes orders.",
        "",
        "Depends on: main (postgres), documents (bucket)",
        "",
        "[ECS service](https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/staging-app/services/staging-api/health?region=eu-west-1)" +
          " · [Logs](https://app.datadoghq.eu/logs?query=env%3Astaging%20service%3Aapi)" +
          " · [Runbook](https://runbooks.acme.test/api)",
      ].join("\n"),
    );
  });

  it("is the same text for the same dashboard, with nothing that Datadog would add or drop", () => {
    const text = documentOf(dashboard(serviceRef, [latency]));
    expect(text).toBe(documentOf(dashboard(serviceRef, [latency])));
    const document = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual(Object.keys(document).sort());
    expect(Object.keys(document)).toEqual([
      "description",
      "is_read_only",
      "layout_type",
      "notify_list",
      "reflow_type",
      "template_variables",
      "title",
      "widgets",
    ]);
    expect(text).not.toMatch(/"id":|null|undefined/);
  });
});

it.each([
  ["https://api.datadoghq.eu", "https://app.datadoghq.eu"],
  ["https://api.datadoghq.com", "https://app.datadoghq.com"],
  ["https://api.us5.datadoghq.com", "https://us5.datadoghq.com"],
  ["https://api.ap1.datadoghq.com", "https://ap1.datadoghq.com"],
])("people open Datadog where its site is: %s", (api, app) => {
  expect(appUrl(api)).toBe(app);
});

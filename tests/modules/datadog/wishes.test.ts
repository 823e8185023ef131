import { describe, expect, it } from "vitest";
import type { MonitorWishes } from "../../../modules/core/monitoring/changes.js";
import type { OwnMonitor } from "../../../modules/core/monitoring/own.js";
import { monitorService } from "../../../modules/datadog/service-monitors.js";
import { configuration } from "../../support/configuration.js";
import { serviceRef, workerRef } from "../../support/refs.js";
import { synth, synthPlatform } from "../../support/synth.js";

const tags = { environment: "staging", organization: "acme" };
const audience = { warning: ["@slack-team"], critical: ["@pagerduty-team"] };
const stackOf = (wishes: Partial<MonitorWishes>, service = serviceRef) =>
  synth((scope) => monitorService(scope, { service, tags, audience, wishes: { changes: {}, own: {}, ...wishes } }));

describe("what a service wants of its monitors", () => {
  it("moves a level, its number in the query, and its recovery", () => {
    const stack = stackOf({ changes: { latency: { warning: 2, critical: 4 } } });
    expect(stack.at("datadog_monitor", "monitors-api/latency/monitor")).toMatchObject({
      query: expect.stringMatching(/ > 4$/),
      monitor_thresholds: { warning: "2", warning_recovery: "1.6", critical: "4", critical_recovery: "3" },
    });
  });

  it("silences one alone", () => {
    const stack = stackOf({ changes: { latency: { silence: "Reports take as long as they take" } } });
    const told = stack.all("datadog_monitor").filter(({ message }) => String(message).includes("@"));
    expect(told).toHaveLength(8);
    expect(stack.at("datadog_monitor", "monitors-api/latency/monitor")["message"]).toContain(
      "Nobody is told: Reports take as long as they take",
    );
  });

  it("is counted in the table's units: multiples of the acceptable delay", () => {
    const stack = synth((scope) =>
      monitorService(scope, {
        service: workerRef,
        tags,
        audience,
        wishes: { changes: { age: { critical: 5 } }, own: {} },
      }),
    );
    expect(stack.at("datadog_monitor", "monitors-jobs/age/monitor")["query"]).toMatch(/ > 300$/);
  });

  it("adds a monitor of its own, over its own metrics and no other's", () => {
    const orders: OwnMonitor = {
      kind: "metric",
      metric: "acme.orders.open",
      over: "sum",
      aggregate: "min",
      window: "15m",
      filter: { team: "shop" },
      title: "has orders that nobody picked up",
      meaning: "Orders wait.",
      firstSteps: ["The queue"],
      comparator: ">",
      warning: 10,
      warningRecovery: 9,
      critical: 20,
      criticalRecovery: 18,
      priority: 2,
    };
    expect(stackOf({ own: { orders } }).at("datadog_monitor", "monitors-api/orders/monitor")).toMatchObject({
      name: "[staging] api: has orders that nobody picked up",
      query: "min(last_15m):sum:acme.orders.open{env:staging,service:api,team:shop} > 20",
      monitor_thresholds: { warning: "10", warning_recovery: "9", critical: "20", critical_recovery: "18" },
      priority: "2",
      tags: expect.arrayContaining(["service:api", "monitor:orders"]),
    });
  });
});

it("what the catalogue says of monitors reaches every environment's, of services and of stores", () => {
  const changed = configuration({
    "catalogue.services.api.monitors": { latency: { critical: 9 } },
    "catalogue.stores.main.monitors": { cpu: { critical: 99 } },
  });
  const stack = synthPlatform({ configuration: changed, target: "aws", stacks: ["production"] }).get("production");
  const queryAt = (path: string) => stack?.at("datadog_monitor", `${path}/monitor`)["query"];
  expect(queryAt("monitors-api/latency")).toMatch(/ > 9$/);
  expect(queryAt("store-monitors-main/cpu")).toMatch(/ > 99$/);
});

import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ownMonitor } from "../../../environments/schema/monitors-own.js";
import { type Monitored, ofOwn } from "../../../environments/schema/rules/monitors-own.js";
import type { OwnMonitor } from "../../../modules/core/monitoring/own.js";
import { monitorService } from "../../../modules/datadog/service-monitors.js";
import { World } from "../../local/providers/world.js";
import { configuration } from "../../support/configuration.js";
import { serviceRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const said = fc.record({
  title: fc.constant("is unwell"),
  meaning: fc.constant("It is."),
  firstSteps: fc.constant(["Its log"]),
  priority: fc.constantFrom(1, 2, 3, 4, 5),
});
const level = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.double({ min: 0, max: 2, noNaN: true }));
const levels = { comparator: fc.constantFrom(">", "<"), warning: level, critical: level };
const window = fc.constantFrom("5m", "7m", "15m", "1h", "2d", "");
const search = fc.constantFrom("status:error", 'a "b', "(a OR b)", "a)(b", "@x:>5", "env:production", '"(" \\"');
const metric = fc.constantFrom("acme.orders.open", "a", "1st", "a{b}", "a.b_c");

const anyKind = fc.oneof(
  fc.record({ metric, window, ...levels, aggregate: fc.constantFrom("avg", "min", "p95"), criticalRecovery: level }),
  fc.record({ kind: fc.constantFrom("logs", "traces"), search, window, ...levels }),
  fc.record({
    kind: fc.constantFrom("logs", "traces"),
    search,
    window,
    ...levels,
    measure: fc.record({ of: fc.constantFrom("@duration", "duration"), as: fc.constantFrom("avg", "pc95", "p95") }),
  }),
  fc.record({
    kind: fc.constant("anomaly"),
    metric,
    window: fc.constantFrom("5m", "15m", "1h", "1d"),
    deviations: fc.constantFrom(0, 1, 3.5),
    warning: fc.constantFrom(0, 0.25, 0.5, 1),
    critical: fc.constantFrom(0.3, 0.5, 1, 2),
  }),
  fc.record({
    kind: fc.constant("burn"),
    objective: fc.constantFrom("availability", "latency", "freshness"),
    long: fc.constantFrom("1h", "24h", "72h"),
    short: fc.constantFrom("5m", "120m", "60m"),
    warning: level,
    critical: level,
  }),
);
const anything = fc.tuple(said, anyKind).map(([common, kind]) => ({ ...common, ...kind }));

it("takes of all that could be written no monitor that Datadog would refuse", () => {
  const shape = configuration().catalogue.services["api"] as Monitored;
  const taken = fc.sample(anything, { numRuns: 1500, seed: 6 }).flatMap((written): OwnMonitor[] => {
    const { data } = ownMonitor.safeParse(written);
    return data === undefined || ofOwn("own", "own", data, shape).length > 0 ? [] : [data];
  });
  const kinds = new Set(taken.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(["anomaly", "burn", "logs", "metric", "traces"]);
  expect(taken.length).toBeGreaterThan(30);

  const promised = { target: 99.9, days: 30, burns: [], promise: "", told: "" } as const;
  const objectives = ["availability", "latency"].map((name) => ({ ...promised, name, id: "0".repeat(32) }));
  const own = Object.fromEntries(taken.map((one, index) => [`own-${index}`, one]));
  const stack = synth((scope) =>
    monitorService(scope, {
      service: serviceRef,
      tags: { environment: "staging", organization: "acme" },
      audience: { warning: [], critical: [] },
      objectives,
      wishes: { changes: {}, own },
    }),
  );
  const world = new World();
  for (const monitor of stack.all("datadog_monitor")) {
    const { monitor_thresholds: thresholds, monitor_threshold_windows: windows, ...rest } = monitor;
    const complaints = world.validate("datadog_monitor", {
      ...rest,
      monitor_thresholds: [thresholds],
      ...(windows === undefined ? {} : { monitor_threshold_windows: [windows] }),
    });
    expect([rest["query"], complaints]).toEqual([rest["query"], []]);
  }
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../local/providers/protocol/values.js";
import { BURNS, type BurnName, burnRate, type Days, highestRate } from "../../../modules/core/monitoring/objectives.js";
import { type Json, World } from "./world.js";

const TYPE = "datadog_service_level_objective";
const COUNT = "sum:a.requests{env:test}.as_count()";

const objective = (changes: Json = {}): Json => ({
  name: "[test] api: availability",
  type: "metric",
  query: [{ numerator: `${COUNT} - default_zero(sum:a.failed{env:test}.as_count())`, denominator: COUNT }],
  thresholds: [{ timeframe: "30d", target: 99.9, warning: 99.95 }],
  ...changes,
});

const slice = (changes: Json = {}, formula = "value"): Json => ({
  type: "time_slice",
  query: null,
  sli_specification: [
    {
      time_slice: [
        {
          comparator: "<=",
          threshold: 1,
          query: [
            {
              formula: [{ formula_expression: formula }],
              query: [{ metric_query: [{ name: "value", query: "avg:a.seconds{env:test}" }] }],
            },
          ],
          ...changes,
        },
      ],
    },
  ],
});

const problems = (changes: Json = {}) => new World().validate(TYPE, objective(changes));
const threshold = (changes: Json) => problems({ thresholds: [{ timeframe: "30d", target: 99.9, ...changes }] });
const query = (changes: Json) => problems({ query: [{ numerator: COUNT, denominator: COUNT, ...changes }] });

describe("an objective", () => {
  it("counts requests, or judges slices of time", () => {
    expect(problems()).toEqual([]);
    expect(problems(slice())).toEqual([]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ["a type that there isn't", problems({ type: "uptime" }), "type: expected type to be one of"],
    ["nothing that it's told by", problems({ query: null }), "query: query is required"],
    [
      "what another type is told by",
      problems({ monitor_ids: [1] }),
      'monitor_ids: "monitor_ids": conflicts with query',
    ],
    [
      "a timeframe that there isn't",
      threshold({ timeframe: "14d" }),
      'thresholds.0.timeframe: Invalid timeframe "14d"',
    ],
    [
      "a timeframe twice",
      problems({ thresholds: [99, 99.9].map((target) => ({ timeframe: "30d", target })) }),
      "thresholds.1.timeframe: There are two thresholds for 30d",
    ],
    ["a target that leaves nothing", threshold({ target: 100 }), "thresholds.0.target: Invalid target 100"],
    ["a target of nothing", threshold({ target: 0 }), "thresholds.0.target: Invalid target 0"],
    ["a warning below its target", threshold({ warning: 99 }), "thresholds.0.warning: Invalid warning 99"],
    ["a warning of everything", threshold({ warning: 100 }), "thresholds.0.warning: Invalid warning 100"],
    ["a gauge as what's counted", query({ numerator: "avg:a.b{*}" }), "query.0.numerator: Invalid query"],
    ["a sum that isn't of counts", query({ denominator: "sum:a.b{*}" }), "query.0.denominator: Invalid query"],
    ["a bracket that isn't closed", query({ denominator: "sum:a.b{*.as_count()" }), "query.0.denominator: Invalid"],
    [
      "a comparator that there isn't",
      problems(slice({ comparator: "==" })),
      "sli_specification.0.time_slice.0.comparator: Invalid comparator ==",
    ],
    [
      "slices of another length",
      problems(slice({ query_interval_seconds: 120 })),
      "sli_specification.0.time_slice.0.query_interval_seconds: Invalid interval 120",
    ],
    [
      "a formula of queries that there aren't",
      problems(slice({}, "value / others")),
      "sli_specification.0.time_slice.0.query.0.formula: The formula names others",
    ],
  ])("is refused with %s", (_, found, complaint) => {
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });
});

const alert = (query: string, critical: string, changes: Json = {}): Json => ({
  name: "burns",
  type: "slo alert",
  query,
  message: "",
  monitor_thresholds: [{ critical }],
  ...changes,
});
const burning = (id: string, rate: number | string, long = "1h", short = "5m", over = "30d") =>
  `burn_rate("${id}").over("${over}").long_window("${long}").short_window("${short}") > ${rate}`;
const refused = (query: string, changes: Json = {}) =>
  new World().validate("datadog_monitor", alert(query, "14.4", changes));

describe("an alert on how fast its budget burns", () => {
  it("looks at an hour to two days, and at a part of that", () => {
    expect(refused(burning("a", 14.4))).toEqual([]);
    expect(refused(burning("a", 14.4, "48h", "4h"))).toEqual([]);
    expect(refused('error_budget("a").over("7d") > 14.4')).toEqual([]);
  });

  it.each([
    ["half an hour", burning("a", 14.4, "30m")],
    ["three days", burning("a", 14.4, "72h", "6h")],
    ["a short window as long as the long one", burning("a", 14.4, "1h", "60m")],
    ["a short window of no time", burning("a", 14.4, "1h", "0m")],
    ["a timeframe that no objective has", burning("a", 14.4, "1h", "5m", "14d")],
    ["no windows", 'burn_rate("a").over("30d") > 14.4'],
    ["a metric in its place", "avg(last_5m):avg:a.b{*} > 14.4"],
  ])("is refused with %s", (_, query) => {
    expect(refused(query)).toEqual(["query: The value provided for parameter 'query' is invalid"]);
  });

  it("has no recovery of its own", () => {
    const levels = { monitor_thresholds: [{ critical: "14.4", critical_recovery: "10" }] };
    expect(refused(burning("a", 14.4), levels)[0]).toContain("Invalid threshold statuses found: critical_recovery.");
  });

  it("is of an objective that there is, at a rate that it can burn at, and keeps it from being deleted", () => {
    const world = new World();
    const made = world.create(TYPE, objective({ thresholds: [{ timeframe: "30d", target: 90 }] }));
    const id = textOf(made["id"]);
    const apply = (of: string, rate: string) =>
      world.apply("datadog_monitor", alert(burning(of, rate), rate)).complaints;
    expect(apply("elsewhere", "14.4")).toEqual(["query: SLO not found"]);
    expect(apply(id, "14.4")).toEqual([
      "monitor_thresholds: Alert threshold (14.4) must be in range 0 to 10.0 for burn rate alerts (max threshold = 1/1-slo target).",
    ]);
    expect(apply(id, "10")).toEqual([]);
    world.create("datadog_monitor", alert(burning(id, "10"), "10"));
    expect(world.destroy(TYPE, made)[0]).toContain("is referenced in burns");
  });

  it("can be made of any target exactly as far as everything fails", () => {
    const rates = fc.record({
      target: fc.integer({ min: 500, max: 9999 }).map((parts) => parts / 100),
      days: fc.constantFrom<Days>(7, 30, 90),
      burn: fc.constantFrom<BurnName>("fast", "slow"),
    });
    fc.assert(
      fc.property(rates, ({ target, days, burn }) => {
        const world = new World();
        const timeframe = `${days}d`;
        const made = world.create(TYPE, objective({ thresholds: [{ timeframe, target }] }));
        const { long, short } = BURNS[burn];
        const rate = burnRate(BURNS[burn], days);
        const query = burning(textOf(made["id"]), rate, long, short, timeframe);
        const { complaints } = world.apply("datadog_monitor", alert(query, String(rate)));
        return (complaints.length === 0) === rate <= highestRate(target);
      }),
      { numRuns: 40 },
    );
  });
});

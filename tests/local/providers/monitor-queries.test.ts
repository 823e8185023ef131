import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { everyEnvironment, platform, stackNamed } from "../../support/platform.js";
import { type Json, World } from "./world.js";

const problems = (query: string, type = "query alert", changes: Json = {}) =>
  new World().validate("datadog_monitor", { name: "a", type, query, message: "", ...changes });
const INVALID = "query: The value provided for parameter 'query' is invalid";

// Deriving the provider's schema and writing every stack take seconds that no single test should be charged with.
beforeAll(() => {
  problems("avg(last_5m):avg:a.b{*} > 1");
  platform();
}, 60_000);

describe("metric queries", () => {
  it.each([
    ["no window", "avg:a.b{*} > 1"],
    ["a window of no time", "avg(last_0m):avg:a.b{*} > 1"],
    ["a window in a unit that there isn't", "avg(last_5min):avg:a.b{*} > 1"],
    ["a window of seconds", "avg(last_90s):avg:a.b{*} > 1"],
    ["a window without a number", "avg(last_m):avg:a.b{*} > 1"],
    ["a window longer than a month", "avg(last_60d):avg:a.b{*} > 1"],
    ["an aggregation that there isn't", "avg(last_5m):mean:a.b{*} > 1"],
    ["a percentile that there isn't", "avg(last_5m):p42:a.b{*} > 1"],
    ["a metric without a scope", "avg(last_5m):avg:a.b > 1"],
    ["a second metric without a scope", "avg(last_5m):avg:a.b{*} / avg:c.d > 1"],
    ["an empty scope", "avg(last_5m):avg:a.b{} > 1"],
    ["a metric whose name begins with a digit", "avg(last_5m):avg:1.load{*} > 1"],
    ["a metric with a dash in its name", "avg(last_5m):avg:aws.rds.cpu-utilization{*} > 1"],
    ["a scope that isn't closed", "avg(last_5m):avg:a.b{host:a > 1"],
    ["a comparison with a word", "avg(last_5m):avg:a.b{*} > many"],
    ["a comparison with two numbers", "avg(last_5m):avg:a.b{*} > 1 2"],
    ["an operator that there isn't", "avg(last_5m):avg:a.b{*} => 1"],
  ])("are refused with %s", (_, query) => {
    expect(problems(query).some((problem) => problem.startsWith(INVALID))).toBe(true);
  });

  it("look back over whole units of at most a month, whatever they compare with", () => {
    const minutes = { m: 1, h: 60, d: 1440, w: 10_080 };
    const any = fc.record({
      amount: fc.integer({ min: 0, max: 50_000 }),
      unit: fc.constantFrom("m", "h", "d", "w", "s", "y", ""),
      comparator: fc.constantFrom(">", ">=", "<", "<=", "==", "!="),
      critical: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(any, ({ amount, unit, comparator, critical }) => {
        const length = amount * (unit in minutes ? minutes[unit as keyof typeof minutes] : 0);
        const found = problems(`avg(last_${amount}${unit}):avg:a.b{*} ${comparator} ${critical}`);
        return (found.length === 0) === (length >= 1 && length <= 31 * 24 * 60);
      }),
      { numRuns: 300 },
    );
  });

  it("may group, fill in, count and be computed with", () => {
    for (const query of [
      "avg(last_15m):100 * max:a.b{env:staging,x:y} by {z} / 112 > 65",
      "sum(last_10m):100 * default_zero(sum:a.b{env:staging}.as_count()) / sum:c.d{env:staging}.as_count() > 5",
      "max(last_15m):max:a.b.maximum{env:staging AND x IN (y, z)} by {c} > 95",
      "pct_change(avg(last_1h),last_1d):avg:a.b{*} > 50",
      "avg(last_1w):p95:a.b{*} > 3",
    ]) {
      expect(problems(query)).toEqual([]);
    }
  });
});

describe("searches", () => {
  it.each([
    ["events searched among the logs", 'logs("a").rollup("count").last("5m") > 1', "event-v2 alert"],
    ["logs searched among the events", 'events("a").rollup("count").last("5m") > 1', "log alert"],
    ["a metric in the place of a search", "avg(last_5m):avg:a.b{*} > 1", "log alert"],
    ["nothing that is counted", 'events("a").last("5m") > 1', "event-v2 alert"],
    ["no time", 'events("a").rollup("count") > 1', "event-v2 alert"],
    ["a window that there isn't", 'events("a").rollup("count").last("5min") > 1', "event-v2 alert"],
    ["a quote that isn't closed", 'events("a).rollup("count").last("5m") > 1', "event-v2 alert"],
  ])("are refused with %s", (_, query, type) => {
    expect(problems(query, type).some((problem) => problem.startsWith(INVALID))).toBe(true);
  });

  it("may hold quotes, brackets and the names of parts in what they search for", () => {
    expect(
      problems('events("source:a \\"failed (.last(\\" ").rollup("count").last("4h") > 2.5', "event-v2 alert"),
    ).toEqual([]);
  });

  it("have no recovery, of events", () => {
    const thresholds = { monitor_thresholds: [{ critical: "1", critical_recovery: "0" }] };
    expect(problems('events("a").rollup("count").last("5m") > 1', "event-v2 alert", thresholds)).toEqual([
      "monitor_thresholds.0: Invalid threshold statuses found: critical_recovery.",
    ]);
  });
});

const members = (count: number) => Array.from({ length: count }, (_, index) => 100 + index).join(" && ");

it("a composite joins at most ten others", () => {
  expect(problems(members(10), "composite")).toEqual([]);
  expect(problems(members(11), "composite")).toEqual([INVALID]);
});

it.each(everyEnvironment)("takes every monitor of %s", (environment) => {
  for (const { monitor_thresholds: levels, ...monitor } of stackNamed(environment).all("datadog_monitor")) {
    const problems = new World().validate("datadog_monitor", { ...monitor, monitor_thresholds: [levels] });
    expect(problems).toEqual([]);
  }
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { multiplied, tuned } from "../../../../modules/core/monitoring/changes.js";
import { disordered, type Levels } from "../../../../modules/core/monitoring/levels.js";
import type { Row } from "../../../../modules/core/monitoring/row.js";
import { MONITORS, type MonitoredKind, rowsOf } from "../../../../modules/core/monitoring/table.js";
import { World } from "../../../local/providers/world.js";

const rows = (Object.keys(MONITORS) as MonitoredKind[]).flatMap((kind) =>
  Object.entries(rowsOf(kind)).map(([name, row]) => [`${kind}: ${name}`, row] as const),
);

const text = (level: number | undefined) => (level === undefined ? null : String(level));

/** What Datadog says of a monitor with these levels. */
function refusals({ comparator, warning, warningRecovery, critical, criticalRecovery }: Levels): readonly string[] {
  return new World().validate("datadog_monitor", {
    name: "a",
    type: "query alert",
    query: `avg(last_5m):avg:a.b{*} ${comparator} ${critical}`,
    message: "",
    monitor_thresholds: [
      {
        warning: text(warning),
        warning_recovery: text(warningRecovery),
        critical: text(critical),
        critical_recovery: text(criticalRecovery),
      },
    ],
  });
}

describe("the table of monitors", () => {
  it.each(rows)("has levels in order, and a reason, for %s", (_, row) => {
    expect(disordered("row", row)).toEqual([]);
    expect(refusals(row)).toEqual([]);
    expect(row.reason.length).toBeGreaterThan(40);
  });

  it.each(rows)("lets every level of %s be met", (_, { most = Number.POSITIVE_INFINITY, ...row }) => {
    for (const level of [row.warning, row.critical, row.warningRecovery ?? 0, row.criticalRecovery ?? 0]) {
      expect(level).toBeGreaterThanOrEqual(0);
      expect(level).toBeLessThanOrEqual(most);
    }
  });
});

const level = fc.double({ min: 0.01, max: 99.99, noNaN: true });
const anyRow = fc.constantFrom(...rows.map(([, row]) => row));

describe("a change of a row", () => {
  it("changes nothing where it says nothing", () => {
    for (const [, row] of rows) expect(tuned(row)).toEqual(row);
  });

  it("takes the recovery along, on its side and where it can be met", () => {
    fc.assert(
      fc.property(anyRow, level, level, (row, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const levels = row.comparator === ">" ? { warning: less, critical: more } : { warning: more, critical: less };
        const changed = tuned(row, levels);
        const most = row.most ?? Number.POSITIVE_INFINITY;
        const recoveries = [changed.warningRecovery, changed.criticalRecovery].filter((end) => end !== undefined);
        return (
          (more - less < 0.01 || disordered("row", changed).length === 0) &&
          recoveries.every((end) => end >= 0 && (end <= most || row.comparator === ">"))
        );
      }),
    );
  });

  it("keeps what it gives to the letter", () => {
    const row: Row = { ...MONITORS.web.cpu };
    expect(tuned(row, { critical: 99, criticalRecovery: 70, warning: 60 })).toMatchObject({
      warning: 60,
      warningRecovery: 52.9412,
      critical: 99,
      criticalRecovery: 70,
    });
    expect(tuned(MONITORS.web.tasks, { warning: 95 })).toMatchObject({ warning: 95, warningRecovery: 99.5 });
  });
});

describe("levels", () => {
  const any = fc.record({
    comparator: fc.constantFrom(">" as const, "<" as const),
    warning: fc.integer({ min: -5, max: 5 }),
    warningRecovery: fc.integer({ min: -5, max: 5 }),
    critical: fc.integer({ min: -5, max: 5 }),
    criticalRecovery: fc.integer({ min: -5, max: 5 }),
  });

  it("are refused before any provider is asked exactly where Datadog would refuse them", () => {
    fc.assert(
      fc.property(any, (levels) => disordered("row", levels).length === refusals(levels).length),
      { numRuns: 300 },
    );
  });

  it("stay in order in other units", () => {
    const factor = fc.double({ min: 0.001, max: 100_000, noNaN: true });
    fc.assert(fc.property(anyRow, factor, (row, by) => disordered("row", multiplied(row, by)).length === 0));
  });
});

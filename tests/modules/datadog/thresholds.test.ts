import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkThresholds, type Thresholds } from "../../../modules/datadog/thresholds.js";
import { problemsOf } from "../../support/configuration.js";

const above: Thresholds = { comparator: ">", warning: 80, warningRecovery: 75, critical: 90, criticalRecovery: 85 };
const below: Thresholds = { comparator: "<", warning: 20, warningRecovery: 25, critical: 10, criticalRecovery: 15 };
const problems = (thresholds: Thresholds) => problemsOf(() => checkThresholds("cpu", thresholds));

const mirrored = (t: Thresholds): Thresholds => ({
  comparator: t.comparator === ">" ? "<" : ">",
  warning: -t.warning,
  warningRecovery: -t.warningRecovery,
  critical: -t.critical,
  criticalRecovery: -t.criticalRecovery,
});

describe("thresholds", () => {
  it("may grow worse upwards or downwards", () => {
    expect(problems(above)).toEqual([]);
    expect(problems(below)).toEqual([]);
  });

  it.each<readonly [string, Thresholds, object]>([
    [
      "a warning above critical",
      { ...above, warning: 95 },
      { path: "cpu.critical", what: "must be above warning, which is 95", value: 90 },
    ],
    [
      "a warning that is critical at once",
      { ...above, warning: 90 },
      { path: "cpu.critical", what: "must be above warning, which is 90", value: 90 },
    ],
    [
      "a recovery above its critical level",
      { ...above, criticalRecovery: 91 },
      { path: "cpu.critical", what: "must be above criticalRecovery, which is 91", value: 90 },
    ],
    [
      "a recovery at its warning level, which would flap",
      { ...above, warningRecovery: 80 },
      { path: "cpu.warning", what: "must be above warningRecovery, which is 80", value: 80 },
    ],
    [
      "a warning below critical when less is worse",
      { ...below, warning: 5, warningRecovery: 6 },
      { path: "cpu.critical", what: "must be below warning, which is 5", value: 10 },
    ],
    [
      "a recovery below its critical level when less is worse",
      { ...below, criticalRecovery: 9 },
      { path: "cpu.critical", what: "must be below criticalRecovery, which is 9", value: 10 },
    ],
    [
      "a recovery below its warning level when less is worse",
      { ...below, warningRecovery: 19 },
      { path: "cpu.warning", what: "must be below warningRecovery, which is 19", value: 20 },
    ],
  ])("reject %s", (_, thresholds, problem) => {
    expect(problems(thresholds)).toEqual([problem]);
  });

  it("reject everything that isn't a number", () => {
    expect(problems({ ...above, critical: Number.NaN }).map(({ path }) => path)).toEqual([
      "cpu.critical",
      "cpu.critical",
    ]);
  });

  it("show every pair that stands on the wrong side, and the mirror image alike", () => {
    const level = fc.integer({ min: 0, max: 5 });
    const any = fc.record({
      comparator: fc.constantFrom(">" as const, "<" as const),
      warning: level,
      warningRecovery: level,
      critical: level,
      criticalRecovery: level,
    });
    fc.assert(
      fc.property(any, (t) => {
        const sign = t.comparator === ">" ? 1 : -1;
        const wrong = [
          [t.critical, t.warning],
          [t.critical, t.criticalRecovery],
          [t.warning, t.warningRecovery],
        ].filter(([worse = 0, better = 0]) => (worse - better) * sign <= 0);
        return problems(t).length === wrong.length && problems(mirrored(t)).length === wrong.length;
      }),
    );
  });
});

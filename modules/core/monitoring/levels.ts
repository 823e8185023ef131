import type { Problem } from "../errors.js";

/** At which values a monitor warns and alerts. In the order in which things get worse: recovery, then the level. */
export interface Levels {
  readonly comparator: ">" | "<";
  readonly warning: number;
  /** Where a warning ends. A distance to `warning` keeps it from flapping. @default - counts of events have none */
  readonly warningRecovery?: number;
  readonly critical: number;
  /** Where an alert ends. @default - counts of events have none */
  readonly criticalRecovery?: number;
}

/** The levels of a metric, which has all four. */
export interface Thresholds extends Levels {
  readonly warningRecovery: number;
  readonly criticalRecovery: number;
}

/** Every pair of levels that Datadog would refuse, or that could never be met in their order. */
export function disordered(path: string, levels: Levels): Problem[] {
  const { comparator, warning, critical } = levels;
  const worse = comparator === ">" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  const side = comparator === ">" ? "above" : "below";
  const ordered: readonly [string, number, string, number | undefined][] = [
    ["critical", critical, "warning", warning],
    ["critical", critical, "criticalRecovery", levels.criticalRecovery],
    ["warning", warning, "warningRecovery", levels.warningRecovery],
  ];
  return ordered.flatMap(([upper, a, lower, b]): Problem[] =>
    b === undefined || worse(a, b)
      ? []
      : [{ path: `${path}.${upper}`, what: `must be ${side} ${lower}, which is ${b}`, value: a }],
  );
}

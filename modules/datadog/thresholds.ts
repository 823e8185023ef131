import { GantryError, type Problem } from "../core/errors.js";

/** Four levels of one monitor. In the order in which things get worse: recovery, then the level. */
export interface Thresholds {
  readonly comparator: ">" | "<";
  readonly warning: number;
  /** Where a warning ends. A distance to `warning` keeps it from flapping. */
  readonly warningRecovery: number;
  readonly critical: number;
  readonly criticalRecovery: number;
}

/**
 * Refuses thresholds that Datadog would refuse, or that could never be met in their order, before
 * any provider is asked.
 *
 * @param path of the monitor, for the message
 * @throws GantryError with every pair that stands on the wrong side
 */
export function checkThresholds(path: string, thresholds: Thresholds): void {
  const { comparator, warning, warningRecovery, critical, criticalRecovery } = thresholds;
  const worse = comparator === ">" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  const side = comparator === ">" ? "above" : "below";
  const ordered: readonly [string, number, string, number][] = [
    ["critical", critical, "warning", warning],
    ["critical", critical, "criticalRecovery", criticalRecovery],
    ["warning", warning, "warningRecovery", warningRecovery],
  ];
  const problems = ordered.flatMap(([upper, a, lower, b]): Problem[] =>
    worse(a, b) ? [] : [{ path: `${path}.${upper}`, what: `must be ${side} ${lower}, which is ${b}`, value: a }],
  );
  if (problems.length > 0) throw new GantryError(problems);
}

import type { Row } from "../measure/contenders.js";
import { spread } from "../measure/statistics.js";

/** Something that was promised, and what was measured. */
export interface Goal {
  readonly promise: string;
  readonly measured: string;
  readonly met: boolean;
}

/** One part of the benchmark: what ran side by side, and the goals that it proves. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
}

/** Median over the runs of a row. */
export function median({ runs }: Row, quantity: keyof Row["runs"][number]): number {
  return spread(runs.map((usage) => usage[quantity])).median;
}

/**
 * A goal on how one quantity of a row compares with the same one of another.
 *
 * @param atMost the largest quotient of the two medians that is still good
 */
export function ratioGoal(
  promise: string,
  atMost: number,
  quantity: keyof Row["runs"][number],
  [row, other]: readonly [Row, Row],
): Goal {
  const ratio = median(row, quantity) / median(other, quantity);
  const measured = ratio < 0.5 ? `1/${(1 / ratio).toFixed(1)}` : `${ratio.toFixed(2)} times`;
  return { promise, measured, met: ratio <= atMost };
}

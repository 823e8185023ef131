import type { Levels } from "./levels.js";
import type { OwnMonitor } from "./own.js";
import type { Row } from "./row.js";

/** What a service or store wants otherwise of one of its derived monitors. */
export interface MonitorChange {
  /** @default - as the table says */
  readonly warning?: number;
  /** @default - as the table says */
  readonly critical?: number;
  /** @default - as far from the level as in the table */
  readonly warningRecovery?: number;
  /** @default - as far from the level as in the table */
  readonly criticalRecovery?: number;
  /** Why nobody is to hear of it; it's still shown. @default - people hear of it */
  readonly silence?: string;
}

/** All that something says of its monitors. */
export interface MonitorWishes {
  readonly changes: Readonly<Record<string, MonitorChange>>;
  readonly own: Readonly<Record<string, OwnMonitor>>;
}

/** The row after a change: a recovery that isn't given keeps its relation to the level that moved. */
export function tuned(row: Row, change: MonitorChange = {}): Row {
  const warning = change.warning ?? row.warning;
  const critical = change.critical ?? row.critical;
  return {
    ...row,
    warning,
    critical,
    ...recoveries(
      change.warningRecovery ?? moved(row, row.warning, row.warningRecovery, warning),
      change.criticalRecovery ?? moved(row, row.critical, row.criticalRecovery, critical),
    ),
  };
}

/** The levels in other units, such as seconds for multiples of a delay. */
export function multiplied(levels: Levels, by: number): Levels {
  return {
    comparator: levels.comparator,
    warning: rounded(levels.warning * by),
    critical: rounded(levels.critical * by),
    ...recoveries(times(levels.warningRecovery, by), times(levels.criticalRecovery, by)),
  };
}

/** Of what is capped the distance to the cap keeps its proportion, of everything else the value. */
function moved({ comparator, most }: Row, from: number, end: number | undefined, to: number): number | undefined {
  if (end === undefined || to === from) return end;
  if (comparator === ">" || most === undefined) return rounded((to * end) / from);
  return rounded(most - ((most - to) * (most - end)) / (most - from));
}

/** Without the tail that binary fractions leave. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

function times(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : rounded(value * by);
}

type Recoveries = Pick<Levels, "warningRecovery" | "criticalRecovery">;

/** Those that there are: what has none must not name it. */
function recoveries(warningRecovery: number | undefined, criticalRecovery: number | undefined): Recoveries {
  return {
    ...(warningRecovery === undefined ? {} : { warningRecovery }),
    ...(criticalRecovery === undefined ? {} : { criticalRecovery }),
  };
}

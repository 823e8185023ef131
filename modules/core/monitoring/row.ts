import type { Levels } from "./levels.js";

/** 1 wakes people, 5 waits for a quiet day; as Datadog shows it. */
export type Priority = 1 | 2 | 3 | 4 | 5;

/** Minutes after which an alert that still holds is told again: to those on call each hour, to a channel each morning. */
export const RENOTIFY_MINUTES: Readonly<Record<Priority, number | undefined>> = {
  1: 60,
  2: 240,
  3: 1440,
  4: undefined,
  5: undefined,
};

/** What a derived monitor asks for, and why so. */
export interface Row extends Levels {
  readonly unit: string;
  /** The most that its value can be, where there is one. @default - there's none */
  readonly most?: number;
  /** How the values of the window are made one. */
  readonly aggregate: "avg" | "max" | "min" | "sum";
  /** Time that it looks at, as Datadog writes it: `10m`, `1h`, `1d`. */
  readonly window: string;
  /** The window lies ahead: what is judged is what Datadog expects of it. @default false */
  readonly ahead?: boolean;
  readonly priority: Priority;
  /** Where the numbers and the window come from. */
  readonly reason: string;
}

/** The monitors that something has, by name. */
export type Rows = Readonly<Record<string, Row>>;

/** A share of a hundred of which less is worse. */
export const share = { unit: "%", most: 100, comparator: "<" } as const;

/** Used of a hundred: more is worse. */
export const used = { unit: "%", comparator: ">" } as const;

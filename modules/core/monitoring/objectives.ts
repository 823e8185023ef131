import type { Priority } from "./row.js";
import type { ServiceRows } from "./services.js";

/** Windows over which Datadog counts an objective, in days. */
export type Days = 7 | 30 | 90;

/** What is promised of a service, and how it's told that the promise won't hold. */
export interface ObjectiveRow {
  /** Share that must be good, in percent. */
  readonly target: number;
  /** Share below which its page turns yellow; nobody is told. */
  readonly warning: number;
  readonly days: Days;
  /** What is one: a request, or five minutes. */
  readonly counts: "requests" | "minutes" | "runs";
  /** Burn rates that are alerted on. */
  readonly burns: readonly BurnName[];
  readonly reason: string;
}

/** How fast a budget may burn. */
export interface Burn {
  /** Windows that must both burn: the long one so that it matters, the short one so that it goes on. */
  readonly long: string;
  readonly short: string;
  /** Hours of the long window. */
  readonly hours: number;
  /** Share of the whole budget that the long window has then eaten, in percent, by the days of the objective. */
  readonly eaten: Readonly<Record<Days, number>>;
  readonly priority: Priority;
  readonly reason: string;
}

export type BurnName = keyof typeof BURNS;

/**
 * Multiwindow, multi-burn-rate alerts: Google, The Site Reliability Workbook, chapter 5, table 5-8, for 30 days;
 * Datadog's table in "Burn Rate Alerts" for 7 and 90.
 */
export const BURNS = {
  fast: {
    long: "1h",
    short: "5m",
    hours: 1,
    eaten: { 7: 10, 30: 2, 90: 1 },
    priority: 1,
    reason:
      "2 % of a month's budget within an hour: at this rate it's gone in two days. Five minutes of it, too, so that it ends soon after its cause does.",
  },
  slow: {
    long: "6h",
    short: "30m",
    hours: 6,
    eaten: { 7: 20, 30: 5, 90: 3 },
    priority: 3,
    reason: "5 % of a month's budget within six hours: too slow to wake anybody, too fast to leave until Monday.",
  },
} as const satisfies Readonly<Record<string, Burn>>;

/** How many times faster than the target grants: 14.4 of a month's within an hour. */
export function burnRate({ hours, eaten }: Burn, days: Days): number {
  return Number(((days * 24 * eaten[days]) / 100 / hours).toPrecision(6));
}

/** The highest rate that there is: everything is bad. Datadog refuses alerts beyond it. */
export function highestRate(target: number): number {
  return Number((100 / (100 - target)).toPrecision(6));
}

const BALANCED = {
  availability: {
    target: 99.9,
    warning: 99.95,
    days: 30,
    counts: "requests",
    burns: ["fast", "slow"],
    reason:
      "Three nines are what one region's load balancer, tasks in two zones and a database with a standby can promise: AWS itself promises 99.99 % of each of them. It leaves 43 minutes of nothing but errors a month.",
  },
  latency: {
    target: 99,
    warning: 99.5,
    days: 30,
    counts: "minutes",
    burns: ["slow"],
    reason:
      "Five minutes are good in which 19 of 20 requests are answered within the level from which on `latency` warns. One in a hundred may be slow: a deployment, a cold cache. What is slow wakes nobody.",
  },
} as const satisfies Readonly<Record<string, ObjectiveRow>>;

/** What is promised of every service of a kind. */
export const OBJECTIVES = {
  web: BALANCED,
  /** Where a load balancer stands before it. */
  internal: BALANCED,
  worker: {
    freshness: {
      target: 99,
      warning: 99.5,
      days: 30,
      counts: "minutes",
      burns: ["slow"],
      reason:
        "Five minutes are good in which no message has waited longer than the level from which on `age` warns. Seven hours a month may be late: a release, a burst that scaling follows.",
    },
  },
  cron: {
    success: {
      target: 95,
      warning: 98,
      days: 90,
      counts: "runs",
      burns: [],
      reason:
        "Of its runs, those that ended well. A quarter of a year, since few run more than once a day: one failure in a month of working days is just within it. Too few for a rate to mean anything: `failures` tells of each.",
    },
  },
  daemon: {},
} as const satisfies Readonly<Record<keyof ServiceRows, Readonly<Record<string, ObjectiveRow>>>>;

export function objectivesOf(kind: keyof ServiceRows): Readonly<Record<string, ObjectiveRow>> {
  return OBJECTIVES[kind];
}

/** What a service wants otherwise of what is promised of it. */
export interface ObjectiveChange {
  /** @default - as the table says */
  readonly target?: number;
  /** @default - half of what the target grants */
  readonly warning?: number;
  /** @default - as the table says */
  readonly days?: Days;
  /** Why nobody is to hear of its burn rates; it's still counted. @default - people hear of it */
  readonly silence?: string;
  /** Why nothing is promised. @default - it is */
  readonly without?: string;
}

/** The row after a change: a warning that isn't given lies in the middle of what the target grants. */
export function promised(row: ObjectiveRow, { target, warning, days }: ObjectiveChange = {}): ObjectiveRow {
  const aim = target ?? row.target;
  const half = target === undefined ? row.warning : Number(((100 + target) / 2).toPrecision(6));
  return { ...row, target: aim, warning: warning ?? half, days: days ?? row.days };
}

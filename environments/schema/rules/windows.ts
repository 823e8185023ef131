import type { Problem } from "../../../modules/core/errors.js";
import type { StoreKind } from "../stores/store.js";
import { windowsShape } from "../stores/windows.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/**
 * The shortest window that each takes. Source: the API references of RDS and ElastiCache, `CreateDBInstance` and
 * `CreateReplicationGroup`.
 */
const SHORTEST_MINUTES = { rds: 30, elasticache: 60 };

/** From a minute of the week, for so many minutes. */
interface Span {
  readonly start: number;
  readonly minutes: number;
}

/** What is wrong with when a store is backed up and changed: windows that AWS takes for none, or that meet. */
export function windowProblems(path: string, kind: StoreKind, size: Readonly<Record<string, unknown>>): Problem[] {
  const { backupWindow, maintenanceWindow } = size;
  if (backupWindow === undefined && maintenanceWindow === undefined) return [];
  const written = { backupWindow, maintenanceWindow };
  const daily = windowsShape.backupWindow.safeParse(backupWindow).data;
  const weekly = windowsShape.maintenanceWindow.safeParse(maintenanceWindow).data;
  if (daily === undefined || weekly === undefined) return [];

  const shortest = SHORTEST_MINUTES[kind === "redis" ? "elasticache" : "rds"];
  const backup = dailySpan(daily);
  const maintenance = weeklySpan(weekly);
  const short = (setting: keyof typeof written, { minutes }: Span) =>
    minutes >= shortest
      ? []
      : [
          {
            path: `${path}.${setting}`,
            what: `is shorter than the ${shortest} minutes that AWS asks for`,
            value: written[setting],
            fix: "end it later",
          },
        ];
  return [
    ...short("backupWindow", backup),
    ...short("maintenanceWindow", maintenance),
    ...(DAYS.some((_, day) => meet({ ...backup, start: backup.start + day * DAY_MINUTES }, maintenance))
      ? [
          {
            path: `${path}.${backupWindow === undefined ? "maintenanceWindow" : "backupWindow"}`,
            what: "is a time at which the store is both backed up and changed, which AWS refuses",
            value: `${daily} and ${weekly}`,
            fix: "move one of them",
          },
        ]
      : []),
  ];
}

function dailySpan(window: string): Span {
  const [from = "", to = ""] = window.split("-");
  const start = minuteOf(from);
  return { start, minutes: (minuteOf(to) - start + DAY_MINUTES) % DAY_MINUTES };
}

function weeklySpan(window: string): Span {
  const [from = "", to = ""] = window.split("-");
  const start = minuteOfWeek(from);
  return { start, minutes: (minuteOfWeek(to) - start + WEEK_MINUTES) % WEEK_MINUTES };
}

/** `sun:03:30` in minutes since Monday. */
function minuteOfWeek(time: string): number {
  return DAYS.indexOf(time.slice(0, 3)) * DAY_MINUTES + minuteOf(time.slice(4));
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** Whether one begins within the other, also past the end of the week. */
function meet(one: Span, other: Span): boolean {
  const from = (a: Span, b: Span) => (b.start - a.start + WEEK_MINUTES) % WEEK_MINUTES < a.minutes;
  return from(one, other) || from(other, one);
}

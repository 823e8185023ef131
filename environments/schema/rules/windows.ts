import type { Problem } from "../../../modules/core/errors.js";
import type { StoreKind } from "../stores/store.js";
import { windowsShape } from "../stores/windows.js";
import { dailySpan, meet, onDays, type Span, weeklySpan } from "./spans.js";

/**
 * The shortest window that each takes. Source: the API references of RDS and ElastiCache, `CreateDBInstance` and
 * `CreateReplicationGroup`.
 */
const SHORTEST_MINUTES = { rds: 30, elasticache: 60 };

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
    ...(onDays(backup).some((one) => meet(one, maintenance))
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

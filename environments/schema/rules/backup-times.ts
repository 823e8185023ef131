import type { Problem } from "../../../modules/core/errors.js";
import type { BackupConfig } from "../backup.js";
import type { StoreKind } from "../stores/store.js";
import { windowsShape } from "../stores/windows.js";
import type { Rule } from "./context.js";
import { begunEarlier, dailySpan, meet, minuteOf, onDays, type Span, weeklySpan } from "./spans.js";

/**
 * Which databases AWS Backup can't save in their own windows, and for how long before one. Aurora is exempt. Source: AWS
 * Backup developer guide, "Troubleshooting AWS Backup", "Troubleshoot creating resources".
 */
const ON_RDS: readonly (StoreKind | undefined)[] = ["postgres", "mysql"];
const BEFORE_MINUTES = 60;

/** Backups begin when RDS can make them: in no window of a database, nor in the hour before one. */
export const backupsKeepOutOfWindows: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, backup, stores } }) => {
    if (backup === undefined) return [];
    const begins = beginningsOf(backup);
    const onRds = backup.stores.filter((store) => ON_RDS.includes(catalogue.stores[store]?.kind));
    return onRds.flatMap((store): Problem[] =>
      windowsOf(stores[store] ?? {})
        .filter(({ spans }) => spans.some((span) => begins.some((one) => meet(one, span))))
        .map(({ setting, written }) => ({
          path: `${name}.backup.at`,
          what: `is within the ${setting} of ${store} or the hour before, when AWS Backup can't save it`,
          value: backup.at,
          allowed: `neither ${written} nor the hour before, UTC`,
          fix: `choose another time, or another ${name}.stores.${store}.${setting}`,
        })),
    );
  });

/** The minutes of the week in which backups begin. The first of a month may be any day. */
function beginningsOf({ at, daily, monthly }: BackupConfig): readonly Span[] {
  const onlyWeekly = daily === undefined && monthly === undefined;
  return onDays({ start: minuteOf(at), minutes: 1 }, onlyWeekly ? ["sun"] : undefined);
}

interface Window {
  readonly setting: "backupWindow" | "maintenanceWindow";
  readonly written: string;
  /** With the hour before. */
  readonly spans: readonly Span[];
}

/** Those of a database; one that makes no backups of its own (`backupDays: 0`) has none for them. */
function windowsOf({ backupDays, backupWindow, maintenanceWindow }: Readonly<Record<string, unknown>>): Window[] {
  const daily = windowsShape.backupWindow.safeParse(backupWindow).data;
  const weekly = windowsShape.maintenanceWindow.safeParse(maintenanceWindow).data;
  return [
    ...(daily === undefined || backupDays === 0
      ? []
      : [{ setting: "backupWindow" as const, written: daily, spans: onDays(dailySpan(daily)).map(withHourBefore) }]),
    ...(weekly === undefined
      ? []
      : [{ setting: "maintenanceWindow" as const, written: weekly, spans: [withHourBefore(weeklySpan(weekly))] }]),
  ];
}

function withHourBefore(window: Span): Span {
  return begunEarlier(window, BEFORE_MINUTES);
}

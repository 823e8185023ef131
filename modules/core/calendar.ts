/** In the order of the week. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * When something is there for people: between `from` and `to` of its days, by the clock on their wall. Everything that
 * sleeps and everything that is quiet meanwhile follows from it.
 */
export interface Calendar {
  /** For instance `Europe/Dublin`. */
  readonly timeZone: string;
  readonly days: readonly Weekday[];
  /** `HH:MM`, not before six. */
  readonly from: string;
  /** `HH:MM`, after `from`. */
  readonly to: string;
  /** `YYYY-MM-DD`: days that are closed whatever day of the week they are. */
  readonly holidays: readonly string[];
}

/**
 * How long before `from` things are woken, so that nobody hears of their waking: a database takes ten minutes and the
 * first task after it five, CloudWatch's metrics are a quarter of an hour late, and most monitors look at half an hour.
 */
export const WARM_UP_MINUTES = 60;

/** Waking: it runs, or is about to, and nobody is told of it yet. */
export type Phase = "asleep" | "waking" | "awake";

const DAY_MS = 86_400_000;

/** Days that are looked ahead: a closure that is longer has no end. */
const HORIZON_DAYS = 366;

/** How something that keeps this calendar is at a time, and until when; without an end within a year, no `until`. */
export function phaseAt(calendar: Calendar, at: Date): { readonly phase: Phase; readonly until?: Date } {
  const today = wallClock(at, calendar.timeZone).slice(0, 10);
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const date = daysAfter(today, ahead);
    if (!isOpenDay(calendar, date)) continue;
    const turns: readonly [Phase, string][] = [
      ["asleep", wakesAt(calendar)],
      ["waking", calendar.from],
      ["awake", calendar.to],
    ];
    for (const [phase, time] of turns) {
      const until = instantOf(date, time, calendar.timeZone);
      if (until > at) return { phase, until };
    }
  }
  return { phase: "asleep" };
}

/** `HH:MM` at which things are woken on an open day. */
export function wakesAt({ from }: Calendar): string {
  return timeOf(minutesOf(from) - WARM_UP_MINUTES);
}

/** Holidays that would have been open days otherwise, in their order. */
export function holidaysOf({ holidays, days }: Calendar): readonly string[] {
  return [...new Set(holidays)].filter((date) => days.includes(weekdayOf(date))).sort();
}

/** Whether anything opens on that date. */
export function isOpenDay({ days, holidays }: Calendar, date: string): boolean {
  return days.includes(weekdayOf(date)) && !holidays.includes(date);
}

/** The day of the week of a date, `YYYY-MM-DD`. */
export function weekdayOf(date: string): Weekday {
  const fromSunday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(fromSunday + 6) % 7] as Weekday;
}

/** The date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** `HH:MM` of minutes since midnight. */
export function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The instant at which a clock on the wall shows that date and time; of two, the earlier. */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (instant: number) => Date.parse(`${wallClock(new Date(instant), timeZone)}Z`) - instant;
  // What the offset is depends on the instant that is looked for: a day before and a day after hold both candidates.
  const candidates = [offsetAt(shown - DAY_MS), offsetAt(shown + DAY_MS)].map((offset) => shown - offset);
  const right = candidates.filter((instant) => instant + offsetAt(instant) === shown);
  return new Date(Math.min(...(right.length > 0 ? right : candidates)));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows at an instant: `2026-03-29T02:30:00`. */
export function wallClock(at: Date, timeZone: string): string {
  const clock = clocks.get(timeZone) ?? clockOf(timeZone);
  clocks.set(timeZone, clock);
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year = "", month, day, hour, minute, second } = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** To be made once for a zone: it costs more than all that it's asked. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const digits = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  return new Intl.DateTimeFormat("en", { timeZone, calendar: "iso8601", hourCycle: "h23", year: "numeric", ...digits });
}

import { DAYS } from "../primitives.js";

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = DAYS.length * DAY_MINUTES;

/** From a minute of the week, for so many minutes. */
export interface Span {
  readonly start: number;
  readonly minutes: number;
}

/** `02:00-03:00`, as it is on Mondays. */
export function dailySpan(window: string): Span {
  const [from = "", to = ""] = window.split("-");
  const start = minuteOf(from);
  return { start, minutes: (minuteOf(to) - start + DAY_MINUTES) % DAY_MINUTES };
}

/** `sun:03:30-sun:04:30`. */
export function weeklySpan(window: string): Span {
  const [from = "", to = ""] = window.split("-");
  const start = minuteOfWeek(from);
  return { start, minutes: (minuteOfWeek(to) - start + WEEK_MINUTES) % WEEK_MINUTES };
}

/** `03:30` in minutes since midnight. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** `sun:03:30` in minutes since Monday. */
function minuteOfWeek(time: string): number {
  return DAYS.findIndex((day) => time.startsWith(day)) * DAY_MINUTES + minuteOf(time.slice(4));
}

/** What is on Mondays, on each of these days. */
export function onDays({ start, minutes }: Span, days: readonly (typeof DAYS)[number][] = DAYS): readonly Span[] {
  return days.map((day) => ({ start: start + DAYS.indexOf(day) * DAY_MINUTES, minutes }));
}

/** The same, begun so many minutes earlier. */
export function begunEarlier({ start, minutes }: Span, by: number): Span {
  return { start: (start - by + WEEK_MINUTES) % WEEK_MINUTES, minutes: minutes + by };
}

/** Whether one begins within the other, also past the end of the week. */
export function meet(one: Span, other: Span): boolean {
  const from = (a: Span, b: Span) => (b.start - a.start + WEEK_MINUTES) % WEEK_MINUTES < a.minutes;
  return from(one, other) || from(other, one);
}

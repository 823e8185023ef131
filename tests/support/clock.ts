import { daysAfter, instantOf, wallClock, weekdayOf } from "../../modules/core/calendar.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When EventBridge Scheduler starts something, from one instant to another; its expression as it's written. */
export function firings(expression: string, timeZone: string, from: Date, to: Date): readonly Date[] {
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = expression.slice(5, -1).split(" ");
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  return datesBetween(from, to, timeZone)
    .filter((date) => {
      const [, inMonth, day] = date.split("-").map(Number);
      return (
        holds(month, String(inMonth)) &&
        holds(dayOfMonth, String(day)) &&
        holds(dayOfWeek, weekdayOf(date).toUpperCase())
      );
    })
    .map((date) => instantOf(date, time, timeZone))
    .filter((at) => at >= from && at < to);
}

const holds = (field: string, value: string) => field === "*" || field === "?" || field.split(",").includes(value);

/** A recurrence of a downtime, as Datadog is told it. */
export interface Recurrence {
  readonly rrule: string;
  readonly duration: string;
  readonly start: string;
}

/** How an hour that a clock loses or repeats counts for a duration: Datadog doesn't say. */
export type Counting = "elapsed" | "wall";

/** A time from an instant to another. */
export interface Span {
  readonly begin: number;
  readonly end: number;
}

/** The times at which a recurring downtime holds, of those that touch what lies between two instants. */
export function quietSpans(
  { rrule, duration, start }: Recurrence,
  timeZone: string,
  [from, to]: readonly [Date, Date],
  counting: Counting,
): readonly Span[] {
  const [first = "", time = ""] = start.split("T");
  const minutes = Number(duration.slice(0, -1));
  if (!duration.endsWith("m")) throw new Error(`${duration} isn't in minutes`);
  const earlier = new Date(from.getTime() - minutes * MINUTE_MS - DAY_MS);
  return datesBetween(earlier, to, timeZone)
    .filter((date) => date >= first && matches(rrule, date))
    .map((date) => {
      const begin = instantOf(date, time.slice(0, 5), timeZone).getTime();
      return {
        begin,
        end: counting === "elapsed" ? begin + minutes * MINUTE_MS : wallEnd(date, time, minutes, timeZone),
      };
    });
}

function wallEnd(date: string, time: string, minutes: number, timeZone: string): number {
  const end = new Date(Date.parse(`${date}T${time}Z`) + minutes * MINUTE_MS).toISOString();
  return instantOf(end.slice(0, 10), end.slice(11, 16), timeZone).getTime();
}

/** Rules of weeks and years alone. */
function matches(rrule: string, date: string): boolean {
  const { FREQ, INTERVAL, BYDAY, BYMONTH, BYMONTHDAY, ...more } = Object.fromEntries(
    rrule.split(";").map((part) => part.split("=") as [string, string]),
  );
  if (Object.keys(more).length > 0 || INTERVAL !== "1") throw new Error(`${rrule} isn't understood here`);
  const [, month, day] = date.split("-").map(Number);
  const onDay = BYDAY?.split(",").includes(weekdayOf(date).slice(0, 2).toUpperCase()) === true;
  if (FREQ === "WEEKLY") return onDay;
  return FREQ === "YEARLY" && onDay && Number(BYMONTH) === month && Number(BYMONTHDAY) === day;
}

/** The dates that a clock on the wall shows between two instants. */
function datesBetween(from: Date, to: Date, timeZone: string): readonly string[] {
  const [first, last] = [from, to].map((at) => wallClock(at, timeZone).slice(0, 10));
  const dates: string[] = [];
  for (let date = first ?? ""; date <= (last ?? ""); date = daysAfter(date, 1)) dates.push(date);
  return dates;
}

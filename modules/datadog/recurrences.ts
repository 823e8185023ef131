import {
  type Calendar,
  daysAfter,
  holidaysOf,
  instantOf,
  minutesOf,
  WEEKDAYS,
  type Weekday,
  wallClock,
  weekdayOf,
} from "../core/calendar.js";

/** Something that begins at a time of certain days, by the clock of a time zone, and lasts for a while. */
export interface Recurrence {
  /** Which days, in the words of iCalendar. */
  readonly rrule: string;
  /** `HH:MM` */
  readonly time: string;
  readonly minutes: number;
  /** The same days, of which the first is looked for: days of the week, or a date. */
  readonly days: readonly Weekday[] | string;
}

const DAY_MINUTES = 24 * 60;

/** By then clocks have been changed, where they are: before it a time may be missing, or come twice. */
const MORNING = "04:00";

/**
 * Whether an hour that a changed clock takes or gives counts for a duration isn't documented. So what spans the hours of
 * the change lasts an hour longer, into what is quiet as well, and nothing that spans them ends where people begin.
 */
const SLACK_MINUTES = 60;

/** A day from its morning to the next one's. */
const WHOLE_DAY_MINUTES = DAY_MINUTES + SLACK_MINUTES;

/** Outside the hours of a calendar, holidays left aside: each night, each closed day, and each morning. */
export function nightsOf({ days, from, to }: Calendar): readonly Recurrence[] {
  const open = WEEKDAYS.filter((day) => days.includes(day));
  const closed = WEEKDAYS.filter((day) => !days.includes(day));
  const night = DAY_MINUTES - minutesOf(to) + minutesOf(MORNING) + SLACK_MINUTES;
  return [
    weekly(open, to, night),
    weekly(open, MORNING, minutesOf(from) - minutesOf(MORNING)),
    ...(closed.length === 0 ? [] : [weekly(closed, MORNING, WHOLE_DAY_MINUTES)]),
  ];
}

/**
 * The holidays of a calendar. A single downtime is over at last, and then gone from Datadog, which Terraform would mend.
 * So each comes again, whenever its date is the same day of the week: after five years at the earliest.
 */
export function closuresOf(calendar: Calendar): readonly Recurrence[] {
  return holidaysOf(calendar).map((date) => {
    const [, month, day] = date.split("-").map(Number);
    const only = `BYMONTH=${month};BYMONTHDAY=${day};BYDAY=${short(weekdayOf(date))}`;
    return { rrule: `FREQ=YEARLY;INTERVAL=1;${only}`, time: MORNING, minutes: WHOLE_DAY_MINUTES, days: date };
  });
}

/** Each week on those days. */
export function weekly(days: readonly Weekday[], time: string, minutes: number): Recurrence {
  return { rrule: `FREQ=WEEKLY;INTERVAL=1;BYDAY=${days.map(short).join(",")}`, time, minutes, days };
}

/** A weekly window as AWS writes it, `sun:03:30-sun:04:30`: in UTC, where no hour is missing. */
export function windowOf(window: string): Recurrence {
  const [from = "", to = ""] = window.split("-");
  const day = WEEKDAYS.find((one) => from.startsWith(one));
  if (day === undefined) throw new Error(`the configuration let a window without a day through: ${window}`);
  return weekly([day], from.slice(4), (minuteOfWeek(to) - minuteOfWeek(from) + WEEK_MINUTES) % WEEK_MINUTES);
}

const WEEK_MINUTES = 7 * DAY_MINUTES;

const minuteOfWeek = (text: string) =>
  WEEKDAYS.findIndex((day) => text.startsWith(day)) * DAY_MINUTES + minutesOf(text.slice(4));

const short = (day: Weekday) => day.slice(0, 2).toUpperCase();

/** From the writing of a downtime to its making. */
const MARGIN_MS = 15 * 60_000;

/** More than any date needs to fall on the same day of the week again, the 29th of February as well. */
const HORIZON_YEARS = 40;

/** Its first time after `now`, by the clock of its time zone and without an offset: `2026-11-23T20:00:00`. */
export function firstAfter({ days, time }: Recurrence, timeZone: string, now: Date): string {
  const earliest = now.getTime() + MARGIN_MS;
  const dates = typeof days === "string" ? yearly(days) : daily(wallClock(now, timeZone).slice(0, 10), days);
  const first = dates.find((date) => instantOf(date, time, timeZone).getTime() > earliest);
  if (first === undefined) throw new Error(`${JSON.stringify(days)} at ${time} never comes`);
  return `${first}T${time}:00`;
}

/** The dates of those days of the week, from one on: two weeks of them. */
function daily(from: string, days: readonly Weekday[]): readonly string[] {
  return Array.from({ length: 15 }, (_, ahead) => daysAfter(from, ahead)).filter((date) =>
    days.includes(weekdayOf(date)),
  );
}

/** The date, and every one like it on the same day of the week. */
function yearly(date: string): readonly string[] {
  const year = Number(date.slice(0, 4));
  return Array.from({ length: HORIZON_YEARS }, (_, ahead) => `${year + ahead}${date.slice(4)}`).filter(
    (later) => weekdayOf(later) === weekdayOf(date) && daysAfter(later, 0) === later,
  );
}

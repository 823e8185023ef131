import { z } from "zod";
import { DAYS, TIME } from "./primitives.js";
import { timeZone } from "./services/schedule.js";

/** Named as in code: `officeHours`. */
export const calendarName = z.string().regex(/^[a-z][A-Za-z0-9]*(-[a-z0-9]+)*$/, {
  error: "must be a name such as officeHours",
});

const time = z.string().regex(new RegExp(`^${TIME}$`), { error: "must be a time of the day such as 07:30" });

/** Things are woken an hour before; and between midnight and four clocks are changed, so that a time may be missing. */
const EARLIEST = "06:00";

const date = z.string().refine(isDate, { error: "must be a date that there is, such as 2026-12-25" });

/** When something is there for people: outside these hours it sleeps, and nobody is told of it. */
export const calendarSchema = z
  .strictObject({
    /** By whose clock, summer time included. */
    timeZone,
    /** Days of the week on which it's open. */
    days: z.array(z.enum(DAYS)).min(1),
    /** When people need it; it's woken an hour before. */
    from: time.refine((text) => text >= EARLIEST, {
      error: `must be ${EARLIEST} or later: it's woken an hour before, and the hours before that are when clocks change`,
    }),
    /** When it goes to sleep. */
    to: time,
    /** Dates, `YYYY-MM-DD`, that are closed whatever day of the week they are. @default none */
    holidays: z.array(date).default([]),
  })
  .refine(({ from, to }) => from < to, { path: ["to"], error: "must be later on the same day than `from`" })
  .refine(({ days }) => new Set(days).size === days.length, { path: ["days"], error: "names a day twice" })
  .refine(({ holidays }) => new Set(holidays).size === holidays.length, {
    path: ["holidays"],
    error: "names a date twice",
  });

export type CalendarConfig = Readonly<z.output<typeof calendarSchema>>;

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  // What no calendar has, such as the 31st of June, is read as another day.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}

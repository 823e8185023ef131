import { z } from "zod";
import { isCron } from "./cron.js";

/** By whose clock, summer time included. */
export const timeZone = z.string().refine(isTimeZone, { error: "must be a time zone such as Europe/Dublin, or UTC" });

/**
 * When EventBridge Scheduler runs something.
 * Source: EventBridge Scheduler user guide, "Schedule types".
 */
export const scheduleExpression = z.string().refine((text) => isCron(text) || isRate(text) || isTime(text), {
  error:
    "must be cron(…) of six fields, one of the days a ?, for instance cron(0 6 ? * MON-FRI *); or rate(…), for " +
    "instance rate(15 minutes); or at(…), for instance at(2027-01-31T06:00:00)",
});

function isRate(text: string): boolean {
  const [, value = "0", unit = ""] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(text) ?? [];
  return unit !== "" && Number(value) > 0;
}

function isTime(text: string): boolean {
  const [, time] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(text) ?? [];
  if (time === undefined) return false;
  const read = new Date(`${time}Z`);
  // What no calendar has, such as the 31st of June, is read as another day.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(time);
}

function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Z]\w+(\/[\w+-]+)+)$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

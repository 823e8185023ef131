import { type Calendar, daysAfter, instantOf, isOpenDay, wakesAt, wallClock } from "./calendar.js";

/** Where an environment goes: what EventBridge Scheduler says to its state machine, and people who don't wait for it. */
export type Way = "wake" | "sleep";

/** In the names of what keeps an environment's hours, where services have theirs. */
export const OFFICE_HOURS = "office-hours";

/** Stands for the time at which EventBridge Scheduler was to start something. Source: its user guide, "Context attributes". */
const SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

/**
 * What the state machine is started with.
 * @param at the time at which the clock was to start it; empty where a person does: no holiday keeps them from it
 */
export function inputOf(to: Way, at: string = SCHEDULED_TIME): string {
  return JSON.stringify({ to, at });
}

/** As far as `phaseAt` looks. */
const HORIZON_DAYS = 366;

/**
 * When the clock next wakes what keeps this calendar, or puts it to sleep, which it does every day. Undefined where
 * nothing is woken within a year.
 */
export function nextTurn(calendar: Calendar, to: Way, after: Date): Date | undefined {
  const today = wallClock(after, calendar.timeZone).slice(0, 10);
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const date = daysAfter(today, ahead);
    if (to === "wake" && !isOpenDay(calendar, date)) continue;
    const at = instantOf(date, to === "wake" ? wakesAt(calendar) : calendar.to, calendar.timeZone);
    if (at > after) return at;
  }
  return undefined;
}

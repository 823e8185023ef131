import { wallClock, weekdayOf } from "../../modules/core/calendar.js";

/** `Mon 2026-11-23 06:00, Europe/Dublin` */
export function wallText(at: Date, timeZone: string): string {
  const [date = "", time = ""] = wallClock(at, timeZone).split("T");
  const weekday = weekdayOf(date);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date} ${time.slice(0, 5)}, ${timeZone}`;
}

import { columns, duration } from "../terminal/text.js";
import type { StandingMute } from "./mute.js";

/** `staging, service api: muted for 1h20m more, until 14:30 UTC: moving the database` */
export function describeMute({ environment, service, until, why }: StandingMute, now: Date): string {
  const what = service === undefined ? environment : `${environment}, service ${service}`;
  return `${what}: muted for ${left(until, now)} more, until ${timeOf(until, now)}: ${why}`;
}

/** A table for people. */
export function muteLines(mutes: readonly StandingMute[], now: Date): readonly string[] {
  if (mutes.length === 0) return ["Nothing is muted."];
  return columns(
    mutes.map(({ environment, service, until, why }) => [
      environment,
      service ?? "all of it",
      `${left(until, now)} left`,
      `until ${timeOf(until, now)}`,
      why,
    ]),
  );
}

/** What programs are told of it. */
export function muteDocument({ id, environment, service, from, until, why }: StandingMute): object {
  const times = { from: from.toISOString(), until: until.toISOString() };
  return { id, environment, ...(service === undefined ? {} : { service }), ...times, why };
}

function left(until: Date, now: Date): string {
  return duration((until.getTime() - now.getTime()) / 1000);
}

/** With its date where that isn't today. */
function timeOf(until: Date, now: Date): string {
  const [date = "", time = ""] = until.toISOString().split("T");
  const clock = `${time.slice(0, 5)} UTC`;
  return now.toISOString().startsWith(date) ? clock : `${date} ${clock}`;
}

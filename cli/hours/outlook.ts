import { type Calendar, phaseAt } from "../../modules/core/calendar.js";
import { nextTurn, type Way } from "../../modules/core/hours.js";
import { duration } from "../terminal/text.js";
import { wallText } from "../terminal/wall.js";

/** What comes by itself after an environment was turned, and who is told of its monitors until then. */
export interface Outlook {
  /** For people. */
  readonly lines: readonly string[];
  /** For programs. */
  readonly document: object;
}

/** @param hours those of the configuration, undefined where it has none any more */
export function outlookOf(environment: string, hours: Calendar | undefined, to: Way, now: Date): Outlook {
  if (hours === undefined) {
    return {
      lines: ["The configuration gives it no hours any more: the clock that it was deployed with turns it."],
      document: {},
    };
  }
  const { timeZone } = hours;
  const back = to === "wake" ? "sleep" : "wake";
  const next = nextTurn(hours, back, now);
  const quiet = phaseAt(hours, now).phase !== "awake";
  return {
    lines: [
      next === undefined
        ? "No day within a year wakes it."
        : `It ${back === "sleep" ? "sleeps" : "wakes"} again by itself: ${wallText(next, timeZone)}.`,
      ...(to === "wake" ? heardAfter(hours, now) : heardAsleep(environment, hours, now)),
    ],
    document: { ...(next === undefined ? {} : { [`${back}sAt`]: next.toISOString() }), quiet },
  };
}

/** Of what was woken at night. */
function heardAfter(hours: Calendar, now: Date): readonly string[] {
  if (phaseAt(hours, now).phase === "awake") return [];
  const opening = openingAfter(hours, now);
  const until = opening === undefined ? "" : ` until ${wallText(opening, hours.timeZone)}`;
  return [`Nobody is told of its monitors${until}: for them the night is still one.`];
}

/** Of what was put to sleep by day: its monitors know nothing of it. */
function heardAsleep(environment: string, hours: Calendar, now: Date): readonly string[] {
  const { phase, until } = phaseAt(hours, now);
  const end = nextTurn(hours, "sleep", now);
  if (phase === "asleep" || until === undefined || end === undefined) return [];
  const from = phase === "waking" ? ` from ${wallText(until, hours.timeZone)} on,` : "";
  // To the minute above: a mute that ends before the hours do would be none.
  const left = duration(Math.ceil((end.getTime() - now.getTime()) / 60_000) * 60).replace(/m00s$/, "m");
  return [
    `People are told of its monitors${from} until ${wallText(end, hours.timeZone)}. To keep them quiet:`,
    `  ./gantry mute ${environment} --for ${left} --why "put to sleep by hand"`,
  ];
}

/** When its monitors are next heard. */
function openingAfter(hours: Calendar, now: Date): Date | undefined {
  const { phase, until } = phaseAt(hours, now);
  if (phase === "waking" || until === undefined) return until;
  return phaseAt(hours, until).until;
}

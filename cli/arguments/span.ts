import { GantryError } from "../../modules/core/errors.js";
import { duration } from "../terminal/text.js";

const SECONDS = { d: 86_400, h: 3600, m: 60, s: 1 } as const;

const SPAN = /^(\d+[dhms])+$/;

/**
 * A span of time from a flag, in seconds: `90m`, `2h`, `1h30m`, `2d`.
 *
 * @throws GantryError for another form, and for what is shorter or longer than allowed
 */
export function spanOf(path: string, value: string, { min, max }: { readonly min: number; readonly max: number }) {
  const allowed = `${spelled(min)} to ${spelled(max)}, written for instance 30m, 1h, 1h30m`;
  if (!SPAN.test(value)) throw new GantryError({ path, what: "is no span of time", value, allowed });
  const parts = [...value.matchAll(/(\d+)([dhms])/g)];
  const seconds = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit as "d"], 0);
  if (seconds < min || seconds > max) {
    throw new GantryError({ path, what: seconds < min ? "is too short" : "is too long", value, allowed });
  }
  return seconds;
}

/** `12h`, `1m`: without the parts that are zero, as one would write it. */
function spelled(seconds: number): string {
  const [unit, length] = Object.entries(SECONDS).find(([, one]) => seconds >= one && seconds % one === 0) ?? ["s", 1];
  return Number.isInteger(seconds / length) ? `${seconds / length}${unit}` : duration(seconds);
}

import type { Configuration } from "../../environments/index.js";
import { type Calendar, phaseAt } from "../../modules/core/calendar.js";
import { GantryError } from "../../modules/core/errors.js";
import type { Reach } from "../target/session.js";
import { wallText } from "../terminal/wall.js";
import { DATADOG_API_KEY, hasKey } from "../vendors/keys.js";
import { downtimesOf, mutesIn } from "./downtimes.js";
import type { StandingMute } from "./mute.js";
import { describeMute, muteDocument } from "./render.js";

/** Of which environments nobody is told now, and why. */
export interface Quiet {
  /** For people. */
  readonly lines: readonly string[];
  /** For programs, by environment. */
  readonly documents: ReadonlyMap<string, object>;
}

/**
 * What sleeps by its office hours and what somebody muted, of these environments. The hours are those of the
 * configuration; Datadog is asked for mutes where this shell has its keys.
 */
export async function quietOf(
  reach: Reach,
  { organization, environments }: Configuration,
  names: readonly string[],
  now: Date,
): Promise<Quiet> {
  const wanted = environments.filter(({ name }) => names.includes(name));
  const asked = await askForMutes(reach, organization.datadog.apiUrl, now);
  const mutes = asked.mutes.filter(({ environment }) => names.includes(environment));
  return {
    lines: [
      ...wanted.flatMap(({ name, hours }) => (hours === undefined ? [] : [describePhase(name, hours, now)])),
      ...mutes.map((mute) => describeMute(mute, now)),
      ...asked.notes,
    ],
    documents: new Map(
      wanted.map(({ name, hours }) => {
        const own = mutes.filter(({ environment }) => environment === name);
        return [
          name,
          {
            ...(hours === undefined ? {} : { hours: phaseAt(hours, now) }),
            ...(own.length === 0 ? {} : { mutes: own.map(muteDocument) }),
          },
        ];
      }),
    ),
  };
}

/** Nothing where Datadog's keys are missing: a status needs none. What it answers else is said, and hides nothing. */
async function askForMutes(
  reach: Reach,
  apiUrl: string,
  now: Date,
): Promise<{ readonly mutes: readonly StandingMute[]; readonly notes: readonly string[] }> {
  if (reach.cloud === undefined && !hasKey(reach.environment, DATADOG_API_KEY)) return { mutes: [], notes: [] };
  try {
    const mutes = await mutesIn(downtimesOf(reach, apiUrl));
    return { mutes: mutes.filter(({ until }) => until > now), notes: [] };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return { mutes: [], notes: [`what is muted isn't known: ${error.problems.map(({ what }) => what).join("; ")}`] };
  }
}

/** `staging sleeps until Mon 2026-11-23 06:00, Europe/Dublin` */
function describePhase(name: string, hours: Calendar, now: Date): string {
  const { phase, until } = phaseAt(hours, now);
  if (until === undefined) return `${name} sleeps, and no day within a year wakes it`;
  const when = wallText(until, hours.timeZone);
  switch (phase) {
    case "asleep":
      return `${name} is asleep until ${when}`;
    case "waking":
      return `${name} wakes; nobody is told of its monitors until ${when}`;
    case "awake":
      return `${name} is awake until ${when}`;
  }
}

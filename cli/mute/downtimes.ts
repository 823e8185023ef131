import type { Reach } from "../target/session.js";
import { datadogDowntimes } from "./datadog.js";
import { type Downtimes, downtimeOf, type Mute, muteIn, type StandingMute } from "./mute.js";
import { standInDowntimes } from "./stand-in.js";

/**
 * The downtimes of the cloud that a command works on.
 *
 * @param apiUrl the API host of the organization's site of Datadog
 * @throws GantryError without the keys of Datadog
 */
export function downtimesOf({ cloud, environment }: Reach, apiUrl: string): Downtimes {
  return cloud === undefined ? datadogDowntimes(apiUrl, environment) : standInDowntimes(cloud);
}

export async function mute(downtimes: Downtimes, wanted: Mute): Promise<StandingMute> {
  return { ...wanted, id: await downtimes.create(downtimeOf(wanted)) };
}

/** Every mute that somebody asked for, those that are over too as long as they are known, the first to end first. */
export async function mutesIn(downtimes: Downtimes): Promise<readonly StandingMute[]> {
  const mutes = [...(await downtimes.list())].flatMap(([id, downtime]) => muteIn(id, downtime) ?? []);
  return mutes.sort((a, b) => a.until.getTime() - b.until.getTime());
}

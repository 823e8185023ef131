/** A time, from now on, at which nobody is told of what an environment's monitors find, or those of one service. */
export interface Mute {
  readonly environment: string;
  /** @default - all of the environment */
  readonly service?: string;
  readonly from: Date;
  readonly until: Date;
  readonly why: string;
}

/** One that exists, by Datadog's id. */
export interface StandingMute extends Mute {
  readonly id: string;
}

/** What a downtime of Datadog is as far as a mute goes. Times are in UTC. */
export interface Downtime {
  readonly message: string;
  readonly tags: readonly string[];
  readonly start: string;
  readonly end: string;
}

/** Where downtimes are kept: at Datadog, or by its stand-in. */
export interface Downtimes {
  /** @returns its id */
  create(downtime: Downtime): Promise<string>;
  /** Those that are single ones, by id. */
  list(): Promise<ReadonlyMap<string, Downtime>>;
  /** Ends one. One that somebody took back meanwhile has ended. */
  cancel(id: string): Promise<void>;
}

/** How the message of a downtime begins that a person asked for here. */
const MARK = "Muted by ./gantry mute: ";

/** Finds monitors by their own tags, as those of `modules/datadog` have them. */
export function downtimeOf({ environment, service, from, until, why }: Mute): Downtime {
  return {
    message: `${MARK}${why}`,
    tags: [`env:${environment}`, ...(service === undefined ? [] : [`service:${service}`])],
    start: timeOf(from),
    end: timeOf(until),
  };
}

/** The mute that a downtime is; undefined for one that something else made. */
export function muteIn(id: string, { message, tags, start, end }: Downtime): StandingMute | undefined {
  const environment = tagged(tags, "env");
  if (!message.startsWith(MARK) || environment === undefined) return undefined;
  const service = tagged(tags, "service");
  const times = { from: new Date(start), until: new Date(end) };
  return { id, environment, ...(service === undefined ? {} : { service }), ...times, why: message.slice(MARK.length) };
}

function tagged(tags: readonly string[], key: string): string | undefined {
  return tags.find((tag) => tag.startsWith(`${key}:`))?.slice(key.length + 1);
}

/** Whole seconds, as Datadog has them. */
function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

import { GantryError } from "../../modules/core/errors.js";
import { DATADOG_API_KEY, DATADOG_APP_KEY, keyIn } from "../vendors/keys.js";
import type { Downtime, Downtimes } from "./mute.js";

/** A page of downtimes. Source: Datadog's API reference, "Get all downtimes". */
const PAGE = 100;

const TIMEOUT_MS = 30_000;

/** What of a downtime is read here. Source: Datadog's API reference, Downtimes, v2. */
interface Resource {
  readonly id: string;
  readonly attributes: {
    readonly message?: string | null;
    readonly monitor_identifier?: { readonly monitor_tags?: readonly string[] };
    readonly schedule?: { readonly start?: string; readonly end?: string | null } | null;
  };
}

/**
 * Downtimes by Datadog's own API.
 *
 * @param environment has the keys, under the names by which Terraform's provider knows them
 * @param call what speaks HTTP
 * @throws GantryError without the keys
 */
export function datadogDowntimes(apiUrl: string, environment: NodeJS.ProcessEnv, call = fetch): Downtimes {
  const headers = {
    "DD-API-KEY": keyIn(environment, DATADOG_API_KEY),
    "DD-APPLICATION-KEY": keyIn(environment, DATADOG_APP_KEY),
    "content-type": "application/json",
  };
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const url = `${apiUrl}/api/v2/downtime${path}`;
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      const response = await call(url, { method, headers, ...sent, signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await response.text();
      if (response.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
      // Somebody took it back meanwhile.
      if (method === "DELETE" && response.status === 404) return undefined as T;
      throw refused(`${method} ${url}`, response.status, text);
    } catch (error) {
      if (error instanceof GantryError) throw error;
      throw new GantryError(
        { what: `Datadog can't be asked: ${(error as Error).message}`, value: url },
        { cause: error },
      );
    }
  };
  return {
    create: async ({ message, tags, end }) => {
      const attributes = {
        message,
        scope: "*",
        monitor_identifier: { monitor_tags: tags },
        // From its making on: a start that is a moment ago is refused.
        schedule: { start: null, end },
      };
      const { data } = await ask<{ readonly data: Resource }>("POST", "", { data: { type: "downtime", attributes } });
      return data.id;
    },
    list: async () => {
      const found: Resource[] = [];
      for (let page: readonly Resource[] = []; found.length === 0 || page.length === PAGE; ) {
        const query = `?current_only=true&page%5Blimit%5D=${PAGE}&page%5Boffset%5D=${found.length}`;
        ({ data: page } = await ask<{ readonly data: readonly Resource[] }>("GET", query));
        found.push(...page);
        if (page.length === 0) break;
      }
      return new Map(found.flatMap((resource) => entryOf(resource) ?? []).map((entry) => [entry[0], entry[1]]));
    },
    cancel: (id) => ask<void>("DELETE", `/${encodeURIComponent(id)}`),
  };
}

/** Nothing of a downtime that recurs, or has no end: no mute is one. */
function entryOf({ id, attributes }: Resource): readonly [readonly [string, Downtime]] | undefined {
  const { message, monitor_identifier: identifier, schedule } = attributes;
  if (schedule?.start === undefined || schedule.end == null) return undefined;
  const tags = identifier?.monitor_tags ?? [];
  return [[id, { message: message ?? "", tags, start: schedule.start, end: schedule.end }]];
}

function refused(what: string, status: number, text: string): GantryError {
  const hint = status === 403 ? { fix: "the application key needs the scope monitors_downtime" } : {};
  return new GantryError({ what: `Datadog refused ${what}: ${status} ${text.slice(0, 300)}`, ...hint });
}

import { GantryError } from "../../modules/core/errors.js";
import { isShared } from "../synthesis/stacks.js";
import { loadFor } from "../synthesis/synthesize.js";
import type { Mute } from "./mute.js";

/** What may be muted, and where Datadog is asked for it. */
export interface Place {
  readonly what: Pick<Mute, "environment" | "service">;
  readonly apiUrl: string;
}

/**
 * Looks an environment up, and a service of it.
 *
 * @throws GantryError for a name that there isn't, with those that there are
 */
export function mutedPlace(environment: string, service: string | undefined): Place {
  if (isShared(environment)) {
    throw new GantryError({ what: `${environment} has no monitors`, fix: "name an environment" });
  }
  const { organization, environments } = loadFor([environment]);
  const { apiUrl } = organization.datadog;
  if (service === undefined) return { what: { environment }, apiUrl };
  const services = Object.keys(environments.find(({ name }) => name === environment)?.services ?? {});
  if (services.includes(service)) return { what: { environment, service }, apiUrl };
  throw new GantryError({
    path: "--service",
    what: `names no service of ${environment}`,
    value: service,
    allowed: services.join(", "),
    fix: "correct the name",
  });
}

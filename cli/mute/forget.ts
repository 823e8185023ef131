import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { loadFor } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { downtimesOf, mutesIn } from "./downtimes.js";

/**
 * Takes back what somebody muted of an environment that is gone: a destroy leaves nothing behind. It would end by
 * itself, so a Datadog that can't be asked is no failure.
 */
export async function forgetMutes({ output }: Context, session: Session, environment: string): Promise<void> {
  try {
    const downtimes = downtimesOf(session, loadFor([]).organization.datadog.apiUrl);
    const mutes = (await mutesIn(downtimes)).filter((mute) => mute.environment === environment);
    for (const { id } of mutes) await downtimes.cancel(id);
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    output.warn(`${environment}: what was muted of it ends by itself; Datadog wasn't asked: ${error.message}`);
  }
}

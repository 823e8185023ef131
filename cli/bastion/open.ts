import type { Configuration } from "../../environments/index.js";
import { GantryError } from "../../modules/core/errors.js";
import type { BastionFacts, BastionRequest } from "../../stacks/bastion.js";
import type { Context } from "../context.js";
import { deployPrepared } from "../operations/deploy.js";
import { initializedTerraform } from "../operations/prepare.js";
import { StateBucket } from "../state/bucket.js";
import { listStates } from "../state/states.js";
import type { Session } from "../target/session.js";
import { bastionsIn, hasExpired, type OpenBastion } from "./bastions.js";
import { sweepExpired } from "./close.js";
import { describeBastion } from "./render.js";
import { synthesizeBastion } from "./synthesize.js";

export interface Opening {
  readonly configuration: Configuration;
  readonly environment: string;
  readonly request: BastionRequest;
  readonly lockTimeout: string;
}

/**
 * Makes the bastion of an environment, after what is left of expired ones is gone.
 *
 * @throws GantryError (refused) where the environment isn't deployed, or has an open one already
 */
export async function openBastion(context: Context, session: Session, opening: Opening): Promise<BastionFacts> {
  const { configuration, environment, request, lockTimeout } = opening;
  const bastions = await bastionsBeside(session, opening);
  await sweepExpired(context, session, configuration, bastions);
  const synthesis = { configuration, environment, request, target: session.target };
  const stack = await synthesizeBastion(context.workspace, synthesis);
  const terraform = await initializedTerraform(context, session, stack);
  // Asked for by name, with its end: there is nothing left to agree to.
  const agreement = { yes: true, allowed: [] };
  const { outputs } = await deployPrepared(context, session, terraform, stack, { ...agreement, lockTimeout });
  return outputs["access"] as BastionFacts;
}

/** Every bastion that has anything in a state. */
async function bastionsBeside(
  session: Session,
  { configuration, environment }: Opening,
): Promise<readonly OpenBastion[]> {
  const bucket = new StateBucket(configuration.organization, session);
  try {
    const states = await listStates(bucket);
    const deployed = states.some(({ stack, contents }) => stack === environment && contents.addresses.length > 0);
    if (!deployed) throw notDeployed(environment);
    const bastions = bastionsIn(states);
    const own = bastions.find((one) => one.environment === environment);
    const now = new Date();
    if (own?.facts !== undefined && !hasExpired(own, now)) throw alreadyOpen(own, now);
    return bastions;
  } finally {
    bucket.close();
  }
}

function notDeployed(environment: string): GantryError {
  return new GantryError(
    { path: environment, what: "is not deployed: there is nothing to reach", fix: `./gantry deploy ${environment}` },
    { outcome: "refused" },
  );
}

function alreadyOpen(bastion: OpenBastion, now: Date): GantryError {
  const { environment } = bastion;
  return new GantryError(
    {
      path: environment,
      what: "has a bastion already, and somebody may be working through it; nothing was changed",
      value: describeBastion(bastion, now),
      fix: `use that one (./gantry bastion list ${environment}), or close it first: ./gantry bastion close ${environment}`,
    },
    { outcome: "refused" },
  );
}

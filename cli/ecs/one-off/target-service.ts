import { GantryError } from "../../../modules/core/errors.js";
import { name } from "../../../modules/core/names.js";
import { nearest } from "../../arguments/suggest.js";
import { StateBucket } from "../../state/bucket.js";
import { listStates } from "../../state/states.js";
import { isShared, orderStacks } from "../../synthesis/stacks.js";
import { loadFor } from "../../synthesis/synthesize.js";
import type { Reach } from "../../target/session.js";
import { type DeployedService, servicesIn } from "../deployed-services.js";

/** A deployed service that a person named. */
export interface TargetService {
  readonly service: DeployedService;
  /** Whether its environment was deployed as protected. */
  readonly protected: boolean;
}

/** @throws GantryError when no environment has this name, before any cloud is asked */
export function checkEnvironment(environment: string): void {
  orderStacks([environment]);
  if (!isShared(environment)) return;
  throw new GantryError({ path: environment, what: "is what the environments share: it runs no service" });
}

/**
 * Finds a service of an environment as it is deployed, by the name that the catalogue gives it.
 * @throws GantryError when the environment isn't deployed, or has no such service
 */
export async function findService(reach: Reach, environment: string, service: string): Promise<TargetService> {
  const bucket = new StateBucket(loadFor([]).organization, reach);
  try {
    const stored = (await listStates(bucket)).find(({ stack }) => stack === environment);
    if (stored === undefined || stored.contents.resources === 0) {
      throw new GantryError({ path: environment, what: "is not deployed", fix: `./gantry deploy ${environment}` });
    }
    const services = servicesIn((await bucket.read(stored.key)) ?? "{}");
    const found = services.find((one) => one.name === name("aws_ecs_service", environment, service));
    if (found === undefined) throw unknownService(environment, service, services);
    return { service: found, protected: stored.contents.outputs["lifecycle"] === "protected" };
  } finally {
    bucket.close();
  }
}

function unknownService(environment: string, service: string, services: readonly DeployedService[]): GantryError {
  const known = services.map((one) => one.name.slice(environment.length + 1));
  const meant = nearest(service, known);
  return new GantryError({
    path: environment,
    what: "runs no such service",
    value: service,
    allowed: known.join(", "),
    fix: meant === undefined ? `./gantry status ${environment} shows its services` : `did you mean ${meant}?`,
  });
}

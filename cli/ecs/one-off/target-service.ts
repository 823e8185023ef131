import { GantryError } from "../../../modules/core/errors.js";
import { name } from "../../../modules/core/names.js";
import { nearest } from "../../arguments/suggest.js";
import { readDeployedState } from "../../state/deployed.js";
import { isShared, orderStacks } from "../../synthesis/stacks.js";
import type { Reach } from "../../target/session.js";
import { servicesIn } from "../deployed-services.js";
import type { AwsTaskApi } from "./api.js";
import { scheduledIn } from "./scheduled.js";
import { type ServiceTask, taskLike } from "./service-task.js";

/** A deployed service that a person named, of any kind that has tasks. */
export interface TargetService {
  readonly account: string;
  readonly region: string;
  /** Whether its environment was deployed as protected. */
  readonly protected: boolean;
  /** Whether its own command ends by itself, so that it can be run as it is. */
  readonly ends: boolean;
  /** What a one-off task of its own takes, as it is now. */
  task(api: Pick<AwsTaskApi, "service">): Promise<ServiceTask>;
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
  const { text, contents } = await readDeployedState(reach, environment);
  return { ...targetIn(text, environment, service), protected: contents.outputs["lifecycle"] === "protected" };
}

/**
 * The same in the text of a state.
 * @throws GantryError when it has no such service
 */
export function targetIn(state: string, environment: string, service: string): Omit<TargetService, "protected"> {
  const [standing, scheduled] = [servicesIn(state), scheduledIn(state)];
  const live = standing.find((one) => one.name === name("aws_ecs_service", environment, service));
  if (live !== undefined) {
    const { account, region } = live;
    return { account, region, ends: false, task: async (api) => taskLike(await api.service(live.cluster, live.name)) };
  }
  const clock = scheduled.find((one) => one.name === name("aws_scheduler_schedule", environment, service));
  if (clock === undefined) throw unknownService(environment, service, [...standing, ...scheduled]);
  return { account: clock.account, region: clock.region, ends: true, task: async () => clock.task };
}

function unknownService(
  environment: string,
  service: string,
  services: readonly { readonly name: string }[],
): GantryError {
  const known = services.map((one) => one.name.slice(environment.length + 1)).sort();
  const meant = nearest(service, known);
  return new GantryError({
    path: environment,
    what: "runs no such service",
    value: service,
    allowed: known.join(", "),
    fix: meant === undefined ? `./gantry status ${environment} shows its services` : `did you mean ${meant}?`,
  });
}

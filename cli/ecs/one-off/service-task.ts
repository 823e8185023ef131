import type { Service } from "@aws-sdk/client-ecs";
import { GantryError } from "../../../modules/core/errors.js";
import { revisionOf } from "../live-service.js";
import type { OneOff } from "./one-off.js";

type Live = Pick<
  Service,
  "serviceName" | "clusterArn" | "taskDefinition" | "deployments" | "networkConfiguration" | "capacityProviderStrategy"
>;

/** A task like those of a service that runs: its revision, its network, its roles, its capacity. */
export interface ServiceTask extends Pick<OneOff, "cluster" | "taskDefinition" | "network" | "capacity"> {
  /** Family and number. */
  readonly revision: string;
}

/**
 * Reads off a live service what a one-off task of its own takes. While a deployment is under way, or has failed, that
 * is the revision that serves, not the one on its way in.
 */
export function taskLike(service: Live): ServiceTask {
  const { clusterArn, deployments = [], networkConfiguration, capacityProviderStrategy = [] } = service;
  const serving = deployments.find(({ rolloutState }) => rolloutState === "COMPLETED") ?? deployments[0];
  const taskDefinition = serving?.taskDefinition ?? service.taskDefinition;
  if (clusterArn === undefined || taskDefinition === undefined) {
    throw new GantryError({ path: service.serviceName ?? "the service", what: "has no revision that could run" });
  }
  const { subnets = [], securityGroups = [] } = networkConfiguration?.awsvpcConfiguration ?? {};
  const capacity = capacityProviderStrategy.flatMap(({ capacityProvider, weight = 0, base = 0 }) =>
    capacityProvider === undefined ? [] : [{ capacityProvider, weight, base }],
  );
  return {
    cluster: clusterArn,
    taskDefinition,
    revision: revisionOf(taskDefinition),
    ...(subnets.length === 0 ? {} : { network: { subnets, securityGroups } }),
    ...(capacity.length === 0 ? {} : { capacity }),
  };
}

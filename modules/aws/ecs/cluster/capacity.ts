import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import type { ClusterRef } from "../../../core/refs.js";

/** What a task definition must be compatible with to run in the cluster. */
export function launchTypeOf({ capacity }: ClusterRef): "FARGATE" | "EC2" {
  return capacity === "fargate" ? "FARGATE" : "EC2";
}

/** How the tasks of the cluster are connected. */
export function networkModeOf({ sharedGroup }: ClusterRef): "awsvpc" | "bridge" {
  return sharedGroup === undefined ? "awsvpc" : "bridge";
}

/** The arguments of an ECS service that follow from the capacity of its cluster. */
export function capacityArguments({ capacity, capacityProviderStrategy }: ClusterRef): Partial<EcsServiceConfig> {
  return {
    capacityProviderStrategy: [...capacityProviderStrategy],
    // The provider replaces a service whose strategy changes, unless it may roll its tasks over.
    ...(capacityProviderStrategy.length > 1 ? { forceNewDeployment: true } : {}),
    ...(capacity === "fargate" ? { platformVersion: "LATEST" } : { orderedPlacementStrategy: SPREAD_THEN_PACK }),
  };
}

/** Over the zones first, which rebalancing between zones needs too; then on as few instances as will do. */
const SPREAD_THEN_PACK = [
  { type: "spread", field: "attribute:ecs.availability-zone" },
  { type: "binpack", field: "memory" },
];

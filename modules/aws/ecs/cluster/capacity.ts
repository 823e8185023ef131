import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import type { CapacityShare, ClusterRef } from "../../../core/refs/clusters.js";

/** What a task definition must be compatible with to run in the cluster. */
export function launchTypeOf({ capacity }: ClusterRef): "FARGATE" | "EC2" {
  return capacity === "fargate" ? "FARGATE" : "EC2";
}

/** How the tasks of the cluster are connected. */
export function networkModeOf({ sharedGroup }: ClusterRef): "awsvpc" | "bridge" {
  return sharedGroup === undefined ? "awsvpc" : "bridge";
}

/**
 * The arguments of an ECS service that follow from the capacity of its cluster.
 *
 * @param placement where on instances; on Fargate there are none
 */
export function capacityArguments(
  { capacity, capacityProviderStrategy }: ClusterRef,
  placement: Placement = SPREAD_THEN_PACK,
): Partial<EcsServiceConfig> {
  return {
    capacityProviderStrategy: [...capacityProviderStrategy],
    // The provider replaces a service whose strategy changes, unless it may roll its tasks over.
    ...(capacityProviderStrategy.length > 1 ? { forceNewDeployment: true } : {}),
    ...(capacity === "fargate" ? { platformVersion: "LATEST" } : placementArguments(placement)),
  };
}

/** Where among its instances a service's tasks go. */
export interface Placement {
  /** Whether no instance takes a second of them. */
  readonly distinctInstance: boolean;
  /** Expressions of the cluster query language that its instances meet. */
  readonly memberOf: readonly string[];
  /** What ECS prefers, in this order: `spread:<field>`, `binpack:<field>` or `random`. */
  readonly strategy: readonly string[];
}

const ZONE = "attribute:ecs.availability-zone";

/** Over the zones first; then on as few instances as will do. */
const SPREAD_THEN_PACK: Placement = {
  distinctInstance: false,
  memberOf: [],
  strategy: [`spread:${ZONE}`, "binpack:memory"],
};

/**
 * The arguments of an ECS service that say where its tasks go. Rebalancing between zones ends where the zones
 * don't come first, or are chosen by the service itself: ECS refuses it there.
 */
function placementArguments({ distinctInstance, memberOf, strategy }: Placement): Partial<EcsServiceConfig> {
  const balanced = strategy[0] === `spread:${ZONE}` && !memberOf.some((expression) => expression.includes(ZONE));
  const constraints = [
    ...(distinctInstance ? [{ type: "distinctInstance" }] : []),
    ...memberOf.map((expression) => ({ type: "memberOf", expression })),
  ];
  return {
    orderedPlacementStrategy: strategy.map(preference),
    ...(constraints.length === 0 ? {} : { placementConstraints: constraints }),
    ...(balanced ? {} : { availabilityZoneRebalancing: "DISABLED" }),
  };
}

/** A field may hold colons of its own. */
function preference(written: string): { readonly type: string; readonly field?: string } {
  const [type = "", ...field] = written.split(":");
  return field.length === 0 ? { type } : { type, field: field.join(":") };
}

/** What runs to an end is not for Spot, which AWS may take back in the middle of it. */
export function onDemand(strategy: readonly CapacityShare[]): readonly CapacityShare[] {
  return strategy.some(({ capacityProvider }) => capacityProvider === "FARGATE")
    ? [{ capacityProvider: "FARGATE", weight: 1, base: 0 }]
    : strategy;
}

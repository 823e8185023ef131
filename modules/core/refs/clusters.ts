import type { PeerRef } from "./network.js";
import type { Permission } from "./permission.js";

/** How many of a service's tasks one capacity provider gets. */
export interface CapacityShare {
  readonly capacityProvider: string;
  /** Share of the tasks beyond every base, in proportion to the other weights. */
  readonly weight: number;
  /** Tasks that it gets before weights count. */
  readonly base: number;
}

export interface ClusterRef {
  readonly name: string;
  /** What a service names as its cluster; known once the cluster's capacity is. */
  readonly id: string;
  /** What its tasks run on. */
  readonly capacity: "fargate" | "ec2";
  readonly capacityProviderStrategy: readonly CapacityShare[];
  /**
   * The group of its instances, whose interface all tasks share (`bridge`). Its rules were made with the cluster, for
   * all of its services.
   * @default - each task has an interface and a group of its own (`awsvpc`)
   */
  readonly sharedGroup?: PeerRef;
  /** Name of the Auto Scaling group of its instances. @default - it has none */
  readonly instanceGroup?: string;
  /** What a task needs so that ECS Exec can open a shell in it. @default - it can't */
  readonly exec?: readonly Permission[];
}

import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { ClusterRef } from "../../core/refs.js";

export interface ClusterProps {
  readonly environment: string;
  readonly cluster: string;
  /** `enhanced` bills custom metrics per task and service. */
  readonly containerInsights: "disabled" | "enabled" | "enhanced";
}

/** An ECS cluster whose tasks run on Fargate. */
export class FargateCluster extends Construct {
  readonly ref: ClusterRef;

  constructor(scope: Construct, id: string, { environment, cluster, containerInsights }: ClusterProps) {
    super(scope, id);
    const resource = new EcsCluster(this, "cluster", {
      name: name("aws_ecs_cluster", environment, cluster),
      setting: [{ name: "containerInsights", value: containerInsights }],
    });
    const capacity = new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: resource.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    });
    // The id of the association is the cluster's name: a service that names its cluster through it
    // comes after its capacity and goes before it.
    this.ref = { name: name("aws_ecs_cluster", environment, cluster), id: capacity.id };
  }
}

import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { CapacityShare, ClusterRef } from "../../../core/refs/clusters.js";
import { ExecAudit, type ExecAuditProps } from "./exec-audit.js";

export interface FargateClusterProps extends ExecAuditProps {
  /** Whether ECS Exec may open a shell in its tasks; every session is recorded. */
  readonly exec: boolean;
  /** `enhanced` bills custom metrics per task and service. */
  readonly containerInsights: "disabled" | "enabled" | "enhanced";
  /**
   * Percentage of each service's tasks on Fargate Spot, which AWS may take back at two minutes'
   * notice. 0 keeps Spot in the strategy with no weight, so that the share can be changed in place.
   * @default - Spot is no part of the strategy
   */
  readonly spotShare?: number;
}

/** An ECS cluster whose tasks run on Fargate. */
export class FargateCluster extends Construct {
  readonly ref: ClusterRef;

  constructor(scope: Construct, id: string, props: FargateClusterProps) {
    super(scope, id);
    const { environment, cluster, containerInsights, spotShare } = props;
    const exec = props.exec ? new ExecAudit(this, "exec", props) : undefined;
    const resource = new EcsCluster(this, "cluster", {
      name: name("aws_ecs_cluster", environment, cluster),
      setting: [{ name: "containerInsights", value: containerInsights }],
      ...(exec === undefined ? {} : { configuration: exec.configuration }),
    });
    const capacity = new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: resource.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    });
    this.ref = {
      name: name("aws_ecs_cluster", environment, cluster),
      // The id of the association is the cluster's name: a service that names its cluster through it
      // comes after its capacity and goes before it.
      id: capacity.id,
      capacity: "fargate",
      capacityProviderStrategy: strategy(spotShare),
      ...(exec === undefined ? {} : { exec: exec.permissions }),
    };
  }
}

function strategy(spotShare: number | undefined): CapacityShare[] {
  if (spotShare === undefined) return [{ capacityProvider: "FARGATE", weight: 1, base: 0 }];
  return [
    { capacityProvider: "FARGATE", weight: 100 - spotShare, base: 0 },
    { capacityProvider: "FARGATE_SPOT", weight: spotShare, base: 0 },
  ];
}

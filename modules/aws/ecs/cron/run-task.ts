import type { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { SchedulerScheduleTargetEcsParameters } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { name } from "../../../core/names.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { NetworkRef, PeerRef } from "../../../core/refs/network.js";
import type { Permission } from "../../../core/refs/permission.js";
import { onDemand } from "../cluster/capacity.js";
import { networkArguments } from "../service/connections.js";

/** What it takes to start one task, whoever starts it. */
export interface RunTaskProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly cluster: ClusterRef;
  readonly clusterArn: string;
  readonly network: NetworkRef;
  readonly group: PeerRef;
  readonly task: Pick<EcsTaskDefinition, "arn" | "executionRoleArn" | "taskRoleArn">;
}

/** What a cron's runs carry, and a task that somebody starts by hand doesn't: only of those is a failure told. */
export function taskGroupOf(service: string): string {
  return `cron:${service}`;
}

/** What starts the task in its cluster and network, hands its two roles over to ECS, and nothing else. */
export function runTaskPermissions(props: RunTaskProps): readonly Permission[] {
  const { environment, account, region, service, cluster, clusterArn, task } = props;
  const family = name("aws_ecs_task_definition", environment, service);
  return [
    {
      actions: ["ecs:RunTask"],
      // Every revision: what starts the task moves to a new one after this policy stands.
      resources: [`arn:aws:ecs:${region}:${account}:task-definition/${family}:*`],
      condition: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      actions: ["ecs:TagResource"],
      resources: [`arn:aws:ecs:${region}:${account}:task/${cluster.name}/*`],
      condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      actions: ["iam:PassRole"],
      resources: [task.executionRoleArn, task.taskRoleArn],
      condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

const PACK = { type: "binpack", field: "memory" };

/** As EventBridge Scheduler writes it. */
export function schedulerTarget(props: RunTaskProps): SchedulerScheduleTargetEcsParameters {
  const { service, cluster, group, task } = props;
  return {
    taskDefinitionArn: task.arn,
    taskCount: 1,
    group: taskGroupOf(service),
    capacityProviderStrategy: [...onDemand(cluster.capacityProviderStrategy)],
    ...(cluster.capacity === "ec2" ? { placementStrategy: [PACK] } : {}),
    ...networkArguments(props, group),
    enableEcsManagedTags: true,
    propagateTags: "TASK_DEFINITION",
  };
}

/** As Step Functions writes it. */
export function stepArguments(
  props: Omit<RunTaskProps, "task"> & { readonly task: Pick<EcsTaskDefinition, "arn"> },
): object {
  const { service, cluster, clusterArn, network, group, task } = props;
  return {
    Cluster: clusterArn,
    TaskDefinition: task.arn,
    Group: taskGroupOf(service),
    CapacityProviderStrategy: onDemand(cluster.capacityProviderStrategy).map(({ capacityProvider, weight, base }) => ({
      CapacityProvider: capacityProvider,
      Weight: weight,
      Base: base,
    })),
    ...(cluster.capacity === "ec2" ? { PlacementStrategy: [{ Type: PACK.type, Field: PACK.field }] } : {}),
    ...(cluster.sharedGroup === undefined
      ? {
          NetworkConfiguration: {
            AwsvpcConfiguration: {
              Subnets: network.privateSubnetIds,
              SecurityGroups: [group.securityGroupId],
              AssignPublicIp: "DISABLED",
            },
          },
        }
      : {}),
    PropagateTags: "TASK_DEFINITION",
  };
}

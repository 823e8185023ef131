import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { type ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { CallRef } from "../../../core/refs/entrances.js";
import type { NetworkRef, PeerRef } from "../../../core/refs/network.js";
import { capacityArguments, type Placement } from "../cluster/capacity.js";
import type { ServiceTask } from "../task/task-definition.js";
import { networkArguments } from "./connections.js";
import { connectedClient } from "./internal/connect.js";
import { runMigration } from "./migration.js";
import { type RolloutProps, rolloutArguments, rolloutLifecycle } from "./rollout.js";
import { fewestOf, type TaskRange } from "./scaling.js";

export interface EcsServiceProps extends RolloutProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly cluster: ClusterRef;
  /** Where on the cluster's instances its tasks go. @default - spread over the zones, then packed by memory */
  readonly placement?: Placement;
  readonly network: NetworkRef;
  readonly task: ServiceTask;
  /** Tasks kept running, or the range in which something else sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** Whether the clock sets the number of tasks as well. @default false */
  readonly sleeps?: boolean;
  /** The group that the tasks are in. */
  readonly group: PeerRef;
  /** By what else a kind is reached or deployed. @default - nothing */
  readonly settings?: Pick<
    EcsServiceConfig,
    "loadBalancer" | "healthCheckGracePeriodSeconds" | "alarms" | "serviceRegistries" | "serviceConnectConfiguration"
  >;
  /** The internal services that it calls. @default none */
  readonly calls?: readonly CallRef[];
  /** What is deployed before it. @default - what stands under its scope */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * The ECS service of any kind, and before it its migration, which must have succeeded. A deployment that doesn't
 * become healthy is rolled back by ECS, and then fails the deploy.
 *
 * It stands right under `scope`, and after everything that was made there before it: tasks start only with
 * their rules and permissions, and ECS refuses a target group that no listener uses.
 */
export function ecsService(scope: Construct, props: EcsServiceProps): EcsService {
  const { environment, service, cluster, placement, count, sleeps = false, group, calls = [], after = [] } = props;
  const { migration } = props.task;
  if (migration !== undefined) runMigration(scope, { ...props, migration });
  return new EcsService(scope, "service", {
    ...sharedArguments(props, { scaled: sleeps || typeof count !== "number" }),
    dependsOn: [...scope.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)), ...after],
    name: name("aws_ecs_service", environment, service),
    desiredCount: fewestOf(count),
    ...networkArguments(props, group),
    ...connectedClient(props, calls),
    ...props.settings,
    ...rolloutArguments(props),
    ...capacityArguments(cluster, placement),
  });
}

/** What every ECS service says, a daemon too. */
export function sharedArguments(
  props: Pick<EcsServiceProps, "environment" | "service" | "cluster" | "task"> & RolloutProps,
  { scaled }: { readonly scaled: boolean },
) {
  const { service, cluster } = props;
  const task = props.task.definition;
  return {
    cluster: cluster.id,
    taskDefinition: task.arn,
    ...(cluster.exec === undefined ? {} : { enableExecuteCommand: true }),
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    tags: { service },
    waitForSteadyState: true,
    lifecycle: {
      // ECS keeps a service in its network mode: an update to the other is refused.
      replaceTriggeredBy: [`${task.terraformResourceType}.${task.friendlyUniqueId}.network_mode`],
      ...rolloutLifecycle(props, task.arn, scaled),
    },
  };
}

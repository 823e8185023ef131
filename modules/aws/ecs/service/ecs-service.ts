import { EcsService, type EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { Op, TerraformResource, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef, NetworkRef, PeerRef } from "../../../core/refs.js";
import { capacityArguments } from "../cluster/capacity.js";
import type { ServiceTask } from "../task/task-definition.js";
import { networkArguments } from "./connections.js";
import { runMigration } from "./migration.js";
import { fewestOf, type TaskRange } from "./scaling.js";

export interface EcsServiceProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly cluster: ClusterRef;
  readonly network: NetworkRef;
  readonly task: ServiceTask;
  /** Tasks kept running, or the range in which something else sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** The group that the tasks are in. */
  readonly group: PeerRef;
  /** By what else a kind is reached or deployed. @default - nothing */
  readonly settings?: Pick<EcsServiceConfig, "loadBalancer" | "healthCheckGracePeriodSeconds">;
}

/**
 * The ECS service of any kind, and before it its migration, which must have succeeded. A deployment that doesn't
 * become healthy is rolled back by ECS, and then fails the deploy.
 *
 * It stands right under `scope`, and after everything that was made there before it: tasks start only with
 * their rules and permissions, and ECS refuses a target group that no listener uses.
 */
export function ecsService(scope: Construct, props: EcsServiceProps): EcsService {
  const { environment, service, cluster, count, group } = props;
  const { definition: task, migration } = props.task;
  if (migration !== undefined) runMigration(scope, { ...props, migration });
  return new EcsService(scope, "service", {
    dependsOn: scope.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)),
    name: name("aws_ecs_service", environment, service),
    cluster: cluster.id,
    taskDefinition: task.arn,
    desiredCount: fewestOf(count),
    ...capacityArguments(cluster),
    ...networkArguments(props, group),
    ...props.settings,
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    availabilityZoneRebalancing: "ENABLED",
    ...(cluster.exec === undefined ? {} : { enableExecuteCommand: true }),
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    tags: { service },
    waitForSteadyState: true,
    lifecycle: {
      // ECS keeps a service in its network mode: an update to the other is refused.
      replaceTriggeredBy: [`${task.terraformResourceType}.${task.friendlyUniqueId}.network_mode`],
      // What scales the service sets the count: a deploy would set it back.
      ...(typeof count === "number" ? {} : { ignoreChanges: ["desired_count"] }),
      // Once ECS has rolled back, the service is steady again, and the provider calls that a success.
      postcondition: [
        {
          condition: Op.eq(TerraformSelf.getString("task_definition"), task.arn),
          errorMessage: `ECS rolled the deployment of ${service} back: its new tasks did not become healthy, and ${TerraformSelf.getString("task_definition")} still serves. The service's events and its stopped tasks say why (./gantry status ${environment}, or the ECS console). Mend the image or its settings, and deploy again.`,
        },
      ],
    },
  });
}

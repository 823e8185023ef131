import {
  SchedulerSchedule,
  type SchedulerScheduleTargetEcsParameters,
} from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { CronServiceRef, PeerRef, ScheduleGroupRef } from "../../../core/refs.js";
import { onDemand } from "../cluster/capacity.js";
import { networkArguments, taskGroup } from "../service/connections.js";
import { runMigration } from "../service/migration.js";
import type { ServiceProps } from "../service/service.js";
import { type ServiceTask, taskDefinition } from "../task/task-definition.js";
import { Failures } from "./failures.js";
import { ScheduleRole } from "./schedule-role.js";

export interface CronServiceProps extends Omit<ServiceProps, "rollout" | "deployment"> {
  /** An expression of EventBridge Scheduler: `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  /** By whose clock, for instance `Europe/Dublin`. */
  readonly timeZone: string;
  /** How often it is tried again to start a task. */
  readonly retries: number;
  /** Until when it is tried, counted from its time. */
  readonly maximumAgeSeconds: number;
  /** Whether the clock starts it. */
  readonly enabled: boolean;
  readonly schedules: ScheduleGroupRef;
}

/**
 * A task that the clock starts. EventBridge Scheduler asks ECS for it; a deploy moves the schedule to the task's new
 * revision in place, after its migration. Nothing reaches it, and it's never on Spot, where AWS may take it back in
 * the middle of its work.
 */
export class CronService extends Construct {
  readonly ref: CronServiceRef;
  private readonly props: CronServiceProps;

  constructor(scope: Construct, id: string, props: CronServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, account, region, service, cluster, schedules, stores } = props;

    const group = taskGroup(this, props);
    const task = taskDefinition(this, props);
    const clusterArn = `arn:aws:ecs:${region}:${account}:cluster/${cluster.id}`;
    const failures = new Failures(this, "failures", { ...props, clusterArn, taskGroup: this.taskGroup });
    const role = new ScheduleRole(this, "schedule-role", {
      ...props,
      group: schedules,
      clusterName: cluster.name,
      clusterArn,
      task: task.definition,
      deadLetterArn: failures.queue.arn,
    });
    if (task.migration !== undefined) runMigration(this, { ...props, group, migration: task.migration });
    this.schedule(task, group, { clusterArn, roleArn: role.arn, deadLetterArn: failures.queue.arn });

    this.ref = {
      name: service,
      kind: "cron",
      clusterName: cluster.name,
      stores: stores.map((store) => store.name),
      scheduleName: this.physicalName,
      scheduleGroup: schedules.physicalName,
      schedule: props.schedule,
      timeZone: props.timeZone,
      enabled: props.enabled,
      family: name("aws_ecs_task_definition", environment, service),
      failuresName: failures.queue.name,
      logGroup: name("aws_cloudwatch_log_group", "/gantry", environment, service),
    };
  }

  /** After everything that was made before it: a task starts only with its rules, permissions and migrated data. */
  private schedule(
    task: ServiceTask,
    group: PeerRef,
    arns: { readonly clusterArn: string; readonly roleArn: string; readonly deadLetterArn: string },
  ): void {
    const { environment, service, schedules, enabled, retries, maximumAgeSeconds, after = [], ...props } = this.props;
    new SchedulerSchedule(this, "schedule", {
      dependsOn: [...this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)), ...after],
      name: this.physicalName,
      groupName: schedules.name,
      description: `${environment}: runs ${service}`,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timeZone,
      state: enabled ? "ENABLED" : "DISABLED",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: arns.clusterArn,
        roleArn: arns.roleArn,
        ecsParameters: this.ecsParameters(task, group),
        retryPolicy: { maximumRetryAttempts: retries, maximumEventAgeInSeconds: maximumAgeSeconds },
        deadLetterConfig: { arn: arns.deadLetterArn },
      },
    });
  }

  private ecsParameters({ definition }: ServiceTask, group: PeerRef): SchedulerScheduleTargetEcsParameters {
    const { cluster } = this.props;
    return {
      taskDefinitionArn: definition.arn,
      taskCount: 1,
      group: this.taskGroup,
      capacityProviderStrategy: [...onDemand(cluster.capacityProviderStrategy)],
      ...(cluster.capacity === "ec2" ? { placementStrategy: [{ type: "binpack", field: "memory" }] } : {}),
      ...networkArguments(this.props, group),
      enableEcsManagedTags: true,
      propagateTags: "TASK_DEFINITION",
    };
  }

  private get physicalName(): string {
    return name("aws_scheduler_schedule", this.props.environment, this.props.service);
  }

  /** What its runs carry and a task that somebody starts by hand doesn't: only of those is a failure told. */
  private get taskGroup(): string {
    return `cron:${this.props.service}`;
  }
}

import { SchedulerSchedule, type SchedulerScheduleTarget } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission } from "../../../core/refs/permission.js";
import type { LockTableRef, ScheduleGroupRef } from "../../../core/refs/schedules.js";
import type { CronServiceRef } from "../../../core/refs/services.js";
import { taskGroup } from "../service/connections.js";
import { runMigration } from "../service/migration.js";
import type { ServiceProps } from "../service/service.js";
import { taskDefinition } from "../task/task-definition.js";
import { Failures, failedExecutions, failedTasks } from "./failures.js";
import { type RunTaskProps, runTaskPermissions, schedulerTarget } from "./run-task.js";
import { ScheduleRole } from "./schedule-role.js";
import { Supervision } from "./supervision.js";

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
  /** Longest that a run may take; then it's stopped. @default - as long as it takes */
  readonly timeoutSeconds?: number;
  readonly schedules: ScheduleGroupRef;
  /** Where runs take their lock, of which one at most goes on. @default - they may overlap */
  readonly locks?: LockTableRef;
}

/** What the schedule starts, what that takes, and how its failure is told. */
interface Start {
  readonly target: Pick<SchedulerScheduleTarget, "arn" | "ecsParameters">;
  readonly permissions: readonly Permission[];
  readonly failed: object;
}

/**
 * A task that the clock starts. EventBridge Scheduler asks ECS for it, or a state machine where a run has a limit; a
 * deploy moves them to the task's new revision in place, after its migration. Nothing reaches it, and it's never on
 * Spot, where AWS may take it back in the middle of its work.
 */
export class CronService extends Construct {
  readonly ref: CronServiceRef;
  private readonly props: CronServiceProps;

  constructor(scope: Construct, id: string, props: CronServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, account, region, service, cluster, schedules, stores } = props;

    const group = taskGroup(this, props);
    const { definition: task, migration } = taskDefinition(this, props);
    if (migration !== undefined) runMigration(this, { ...props, group, migration });
    const clusterArn = `arn:aws:ecs:${region}:${account}:cluster/${cluster.id}`;
    const start = this.start({ ...props, group, task, clusterArn });
    const failures = new Failures(this, "failures", { ...props, failed: start.failed });
    const deadLetterArn = failures.queue.arn;
    const role = new ScheduleRole(this, "schedule-role", { ...props, permissions: start.permissions, deadLetterArn });
    this.schedule({ ...start.target, roleArn: role.arn, deadLetterConfig: { arn: deadLetterArn } });

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
      ...(props.sleeps === true ? { sleeps: true } : {}),
      ...(props.timeoutSeconds === undefined ? {} : { timeoutSeconds: props.timeoutSeconds }),
      family: name("aws_ecs_task_definition", environment, service),
      failuresName: failures.queue.name,
      logGroup: name("aws_cloudwatch_log_group", "/gantry", environment, service),
    };
  }

  private start(run: RunTaskProps): Start {
    const { service, timeoutSeconds, retries, maximumAgeSeconds, locks } = this.props;
    if (timeoutSeconds === undefined) {
      return {
        target: { arn: run.clusterArn, ecsParameters: schedulerTarget(run) },
        permissions: runTaskPermissions(run),
        failed: failedTasks({ service, clusterArn: run.clusterArn }),
      };
    }
    const { arn } = new Supervision(this, "supervision", {
      ...run,
      timeoutSeconds,
      retries,
      maximumAgeSeconds,
      ...(locks === undefined ? {} : { locks }),
    });
    return {
      target: { arn },
      permissions: [{ actions: ["states:StartExecution"], resources: [arn] }],
      failed: failedExecutions(arn),
    };
  }

  /** After everything that was made before it: a task starts only with its rules, permissions and migrated data. */
  private schedule(target: SchedulerScheduleTarget): void {
    const { environment, service, schedules, enabled, sleeps = false, retries, maximumAgeSeconds } = this.props;
    const { after = [], ...props } = this.props;
    new SchedulerSchedule(this, "schedule", {
      dependsOn: [...this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)), ...after],
      name: this.physicalName,
      groupName: schedules.name,
      description: `${environment}: runs ${service}`,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timeZone,
      state: enabled ? "ENABLED" : "DISABLED",
      flexibleTimeWindow: { mode: "OFF" },
      // A deploy at night must not start what sleeps.
      ...(sleeps && enabled ? { lifecycle: { ignoreChanges: ["state"] } } : {}),
      target: {
        ...target,
        retryPolicy: { maximumRetryAttempts: retries, maximumEventAgeInSeconds: maximumAgeSeconds },
      },
    });
  }

  private get physicalName(): string {
    return name("aws_scheduler_schedule", this.props.environment, this.props.service);
  }
}

import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import { type Calendar, minutesOf, wakesAt } from "../../core/calendar.js";
import { inputOf, OFFICE_HOURS, type Way } from "../../core/hours.js";
import { name } from "../../core/names.js";
import type { ScheduleGroupRef } from "../../core/refs/schedules.js";
import { Failures, failedExecutions } from "../ecs/cron/failures.js";
import { ScheduleRole } from "../ecs/cron/schedule-role.js";
import { policyDocument, trustService } from "../security/policy.js";
import { permissionsOf } from "./permissions.js";
import { type Sleepers, steps } from "./steps.js";

export interface HoursProps extends Sleepers {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly calendar: Calendar;
  readonly schedules: ScheduleGroupRef;
}

/** It's tried again until the next hour: by then people are there, or the night has begun. */
const RETRIES = 10;
const MAXIMUM_AGE_SECONDS = 3600;

/**
 * Puts an environment to sleep and wakes it, by its calendar: two schedules, and a state machine that both start
 * (docs/adr/0017). It's put to sleep every day, closed or not: RDS starts a database by itself that was stopped for
 * seven days, and people wake things by hand. About $0.05 a month.
 */
export class Hours extends Construct {
  /** Queue with the times at which not all went well. */
  readonly failuresName: string;
  /** Name of the state machine. */
  readonly machineName: string;
  private readonly props: HoursProps;

  constructor(scope: Construct, id: string, props: HoursProps) {
    super(scope, id);
    this.props = props;
    const { environment, account, region, calendar } = props;
    this.machineName = name("aws_sfn_state_machine", environment, OFFICE_HOURS);
    const machineArn = `arn:aws:states:${region}:${account}:stateMachine:${this.machineName}`;
    const machine = this.machine(machineArn);
    const named = { ...props, service: OFFICE_HOURS };
    const { queue } = new Failures(this, "failures", { ...named, failed: failedExecutions(machineArn) });
    this.failuresName = queue.name;
    const role = new ScheduleRole(this, "schedule-role", {
      ...named,
      permissions: [{ actions: ["states:StartExecution"], resources: [machineArn] }],
      deadLetterArn: queue.arn,
    });
    const target = { arn: machine.arn, roleArn: role.arn, deadLetterConfig: { arn: queue.arn } };
    this.schedule("sleep", cron(calendar.to, "*"), target);
    this.schedule("wake", cron(wakesAt(calendar), calendar.days.join(",").toUpperCase()), target);
  }

  private machine(arn: string): SfnStateMachine {
    const { environment, account, calendar } = this.props;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, OFFICE_HOURS),
      assumeRolePolicy: trustService("states.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: { "aws:SourceArn": arn },
      }),
    });
    const policy = new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument(permissionsOf(this.props)),
    });
    return new SfnStateMachine(this, "machine", {
      // Step Functions checks, when it's made, that its role may do what its steps ask for.
      dependsOn: [policy],
      name: this.machineName,
      roleArn: role.arn,
      definition: JSON.stringify(steps(calendar, this.props)),
    });
  }

  private schedule(
    to: Way,
    scheduleExpression: string,
    target: { readonly arn: string; readonly roleArn: string; readonly deadLetterConfig: { readonly arn: string } },
  ): void {
    const { environment, calendar, schedules } = this.props;
    new SchedulerSchedule(this, to, {
      name: name("aws_scheduler_schedule", environment, OFFICE_HOURS, to),
      groupName: schedules.name,
      description: `${environment}: ${to === "wake" ? "wakes it" : "puts it to sleep"}`,
      scheduleExpression,
      scheduleExpressionTimezone: calendar.timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        ...target,
        input: inputOf(to),
        retryPolicy: { maximumRetryAttempts: RETRIES, maximumEventAgeInSeconds: MAXIMUM_AGE_SECONDS },
      },
    });
  }
}

/** On those days of the week at that time. */
function cron(time: string, days: string): string {
  const minutes = minutesOf(time);
  const at = `${minutes % 60} ${Math.floor(minutes / 60)}`;
  return days === "*" ? `cron(${at} * * ? *)` : `cron(${at} ? * ${days} *)`;
}

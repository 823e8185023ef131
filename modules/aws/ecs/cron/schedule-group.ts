import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ScheduleGroupRef } from "../../../core/refs/schedules.js";

export interface ScheduleGroupProps {
  readonly environment: string;
  /** The cron whose group it is. @default - what the environment schedules beside its crons */
  readonly service?: string;
  readonly account: string;
  readonly region: string;
}

/**
 * What EventBridge Scheduler counts together, and whom a role trusts that is for it. It counts by group alone: a cron
 * has one of its own, so that one sees whether it runs. Free.
 */
export class ScheduleGroup extends Construct {
  readonly ref: ScheduleGroupRef;

  constructor(scope: Construct, id: string, { environment, service, account, region }: ScheduleGroupProps) {
    super(scope, id);
    const physicalName = name("aws_scheduler_schedule_group", environment, ...(service === undefined ? [] : [service]));
    const group = new SchedulerScheduleGroup(this, "group", { name: physicalName });
    this.ref = {
      physicalName,
      // The attribute, so that a schedule comes after its group.
      name: group.name,
      arn: `arn:aws:scheduler:${region}:${account}:schedule-group/${physicalName}`,
    };
  }
}

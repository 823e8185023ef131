import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ScheduleGroupRef } from "../../../core/refs.js";

export interface ScheduleGroupProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
}

/** The schedules of an environment: what EventBridge Scheduler counts together, and whom its roles trust. Free. */
export class ScheduleGroup extends Construct {
  readonly ref: ScheduleGroupRef;

  constructor(scope: Construct, id: string, { environment, account, region }: ScheduleGroupProps) {
    super(scope, id);
    const physicalName = name("aws_scheduler_schedule_group", environment);
    const group = new SchedulerScheduleGroup(this, "group", { name: physicalName });
    this.ref = {
      physicalName,
      // The attribute, so that a schedule comes after its group.
      name: group.name,
      arn: `arn:aws:scheduler:${region}:${account}:schedule-group/${physicalName}`,
    };
  }
}

import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission } from "../../../core/refs/permission.js";
import type { ScheduleGroupRef } from "../../../core/refs/schedules.js";
import { policyDocument, trustService } from "../../security/policy.js";

export interface ScheduleRoleProps {
  readonly environment: string;
  readonly account: string;
  readonly service: string;
  readonly schedules: ScheduleGroupRef;
  /** What starts the cron. */
  readonly permissions: readonly Permission[];
  /** Where invocations go that were given up. */
  readonly deadLetterArn: string;
}

/** The role in which EventBridge Scheduler starts one cron, and does nothing else. */
export class ScheduleRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ScheduleRoleProps) {
    super(scope, id);
    const { environment, account, service, schedules, permissions, deadLetterArn } = props;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, service, "schedule"),
      // Scheduler acts for all accounts: only what comes from this group is of ours.
      assumeRolePolicy: trustService("scheduler.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": schedules.arn },
      }),
    });
    new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument([...permissions, { actions: ["sqs:SendMessage"], resources: [deadLetterArn] }]),
    });
    this.arn = role.arn;
  }
}

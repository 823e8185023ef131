import type { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission, ScheduleGroupRef } from "../../../core/refs.js";
import { policyDocument, trustService } from "../../security/policy.js";

export interface ScheduleRoleProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly group: ScheduleGroupRef;
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly task: EcsTaskDefinition;
  /** Where invocations go that were given up. */
  readonly deadLetterArn: string;
}

/** The role in which EventBridge Scheduler starts one cron: its task in its cluster, and nothing else. */
export class ScheduleRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ScheduleRoleProps) {
    super(scope, id);
    const { environment, account, service, group } = props;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, service, "schedule"),
      // Scheduler acts for all accounts: only what comes from this group is of ours.
      assumeRolePolicy: trustService("scheduler.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": group.arn },
      }),
    });
    new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument(permissions(props)),
    });
    this.arn = role.arn;
  }
}

function permissions(props: ScheduleRoleProps): readonly Permission[] {
  const { environment, account, region, service, clusterName, clusterArn, task, deadLetterArn } = props;
  const family = name("aws_ecs_task_definition", environment, service);
  return [
    {
      actions: ["ecs:RunTask"],
      // Every revision: the schedule moves to a new one after this policy stands.
      resources: [`arn:aws:ecs:${region}:${account}:task-definition/${family}:*`],
      condition: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      actions: ["ecs:TagResource"],
      resources: [`arn:aws:ecs:${region}:${account}:task/${clusterName}/*`],
      condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
      actions: ["iam:PassRole"],
      resources: [task.executionRoleArn, task.taskRoleArn],
      condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    { actions: ["sqs:SendMessage"], resources: [deadLetterArn] },
  ];
}

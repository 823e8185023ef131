import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission } from "../../../core/refs/permission.js";
import { policyDocument, trustService } from "../../security/policy.js";

export interface TaskRolesProps {
  readonly environment: string;
  readonly service: string;
  /** What the service itself may do. */
  readonly task: readonly Permission[];
  /** What the ECS agent may do to start it: all of it, since AWS's own policy for agents names no resource. */
  readonly agent: readonly Permission[];
}

/** The two roles of a task: the agent's, which starts it, and its own. */
export class TaskRoles extends Construct {
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;

  constructor(scope: Construct, id: string, { environment, service, task, agent }: TaskRolesProps) {
    super(scope, id);
    const own = this.role("task", name("aws_iam_role", environment, service, "task"), task);
    const execution = this.role("agent", name("aws_iam_role", environment, service, "agent"), agent);
    this.taskRoleArn = own.arn;
    this.executionRoleArn = execution.arn;
  }

  private role(id: string, physicalName: string, permissions: readonly Permission[]): IamRole {
    const role = new IamRole(this, id, {
      name: physicalName,
      assumeRolePolicy: trustService("ecs-tasks.amazonaws.com"),
    });
    if (permissions.length > 0) {
      new IamRolePolicy(this, `${id}-permissions`, {
        name: "permissions",
        role: role.id,
        policy: policyDocument(permissions),
      });
    }
    return role;
  }
}

import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission } from "../../../core/refs/permission.js";
import type { LockTableRef } from "../../../core/refs/schedules.js";
import { policyDocument, trustService } from "../../security/policy.js";
import { type RunTaskProps, runTaskPermissions, stepArguments } from "./run-task.js";
import { steps } from "./supervision-steps.js";

export interface SupervisionProps extends RunTaskProps {
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** Where a run takes its lock. @default - runs may overlap */
  readonly locks?: LockTableRef;
}

/**
 * A state machine that sees a run through to its end: it stops one that takes too long, and with a lock it leaves out
 * a run while another one goes on (docs/adr/0012). A run is two to four state transitions: $0.0001 at most.
 */
export class Supervision extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: SupervisionProps) {
    super(scope, id);
    const { environment, account, region, service, locks } = props;
    const physicalName = name("aws_sfn_state_machine", environment, service);
    this.arn = `arn:aws:states:${region}:${account}:stateMachine:${physicalName}`;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, service, "supervision"),
      assumeRolePolicy: trustService("states.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: { "aws:SourceArn": this.arn },
      }),
    });
    const policy = new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument([...runTaskPermissions(props), ...following(props), ...locking(props)]),
    });
    new SfnStateMachine(this, "machine", {
      // Step Functions checks, when it's made, that its role may do what its steps ask for.
      dependsOn: [policy],
      name: physicalName,
      roleArn: role.arn,
      definition: JSON.stringify(
        steps({ ...props, run: stepArguments(props), ...(locks === undefined ? {} : { lockTable: locks.name }) }),
      ),
      tags: { service },
    });
  }
}

/** What it takes to hear of a task's end and to stop it. Step Functions makes that rule itself, one in an account. */
function following({ account, region, cluster, clusterArn }: SupervisionProps): readonly Permission[] {
  return [
    {
      actions: ["ecs:DescribeTasks", "ecs:StopTask"],
      resources: [`arn:aws:ecs:${region}:${account}:task/${cluster.name}/*`],
      condition: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [`arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForECSTaskRule`],
    },
  ];
}

function locking({ service, locks }: SupervisionProps): readonly Permission[] {
  if (locks === undefined) return [];
  return [
    {
      actions: ["dynamodb:DeleteItem", "dynamodb:PutItem"],
      resources: [locks.arn],
      condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": service } },
    },
  ];
}

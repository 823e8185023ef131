import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import { queueArn, SecureQueue } from "../../data/secure-queue.js";
import { taskGroupOf } from "./run-task.js";

export interface FailuresProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  /** What EventBridge calls a failed run. */
  readonly failed: object;
}

/** As long as SQS keeps them. */
const KEPT_DAYS = 14;

/**
 * A queue that holds what went wrong with a cron: each invocation that EventBridge Scheduler gave up, and each run
 * that failed. To Scheduler what it started is a success: what became of it only events tell, which a rule sends here.
 *
 * It is encrypted by the key that SQS manages: a rule can use a key of one's own only if that key's policy admits all
 * rules of the account. It holds no data of the service.
 */
export class Failures extends Construct {
  readonly queue: SecureQueue;

  constructor(scope: Construct, id: string, props: FailuresProps) {
    super(scope, id);
    const { environment, account, region, service } = props;
    const rule = name("aws_cloudwatch_event_rule", environment, service, "failed");
    const physicalName = name("aws_sqs_queue", environment, service, "failed");
    this.queue = new SecureQueue(this, "queue", {
      account,
      region,
      name: physicalName,
      retentionDays: KEPT_DAYS,
      statements: [
        {
          Sid: "FailedRuns",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queueArn({ account, region, name: physicalName }),
          Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:events:${region}:${account}:rule/${rule}` } },
        },
      ],
    });
    const failed = new CloudwatchEventRule(this, "rule", {
      name: rule,
      description: `${environment}: runs of ${service} that failed`,
      eventPattern: JSON.stringify(props.failed),
    });
    // The rule by its attribute, so that it comes first; the queue by its ARN, which is the same before it stands.
    new CloudwatchEventTarget(this, "target", {
      rule: failed.name,
      arn: this.queue.arn,
      dependsOn: [this.queue.resource],
    });
  }
}

/**
 * A task that ended with another exit code than 0 or never began. Of its containers only the service's own counts: ECS
 * stops those beside it, with whatever exit code.
 * Source: Amazon ECS developer guide, "Task state change events".
 */
export function failedTasks({
  service,
  clusterArn,
}: {
  readonly service: string;
  readonly clusterArn: string;
}): object {
  return {
    source: ["aws.ecs"],
    "detail-type": ["ECS Task State Change"],
    detail: {
      clusterArn: [clusterArn],
      group: [taskGroupOf(service)],
      lastStatus: ["STOPPED"],
      $or: [
        { stopCode: ["TaskFailedToStart"] },
        { containers: { name: [service], exitCode: [{ "anything-but": [0] }] } },
      ],
    },
  };
}

/** A supervised run, for whatever reason; its supervisor names it. */
export function failedExecutions(stateMachineArn: string): object {
  return {
    source: ["aws.states"],
    "detail-type": ["Step Functions Execution Status Change"],
    detail: { stateMachineArn: [stateMachineArn], status: ["ABORTED", "FAILED", "TIMED_OUT"] },
  };
}

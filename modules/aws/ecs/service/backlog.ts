import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy/index.js";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ServiceScaling, Tracked } from "./scaling.js";

/** SQS and ECS report every minute. */
const PERIOD_SECONDS = 60;

interface Metric {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface BacklogProps {
  /** Physical name of the queue. */
  readonly queue: string;
  readonly clusterName: string;
  readonly serviceName: string;
  /** Messages that may wait for each task. */
  readonly perTask: number;
}

/**
 * Messages for each task, those in work included: while one is worked on, the last task doesn't go.
 *
 * The form is that of Application Auto Scaling's user guide, "Create a target tracking scaling policy using metric
 * math". What it takes from Container Insights, which is billed and may be off, is counted for nothing by ECS's own
 * metrics: each running task reports its CPU once a minute (Amazon ECS developer guide, "service RUNNING task count").
 * Without a task there is no such number, hence no target, and nothing scales: `WakeUp` is for that. The two alarms
 * that AWS makes of it cost about $0.60 a month.
 */
export function backlog({ queue, clusterName, serviceName, perTask }: BacklogProps): Record<string, Tracked> {
  const running: Metric = {
    id: "running",
    namespace: "AWS/ECS",
    metricName: "CPUUtilization",
    stat: "SampleCount",
    dimensions: { ClusterName: clusterName, ServiceName: serviceName },
  };
  const inputs = [waiting(queue), inWork(queue), running].map(({ id, stat, ...metric }) => ({
    id,
    returnData: false,
    metricStat: {
      stat,
      metric: {
        ...metric,
        dimensions: Object.entries(metric.dimensions).map(([name, value]) => ({ name, value })),
      },
    },
  }));
  const perTaskNow = { id: "backlog", expression: "(waiting + FILL(working, 0)) / running", returnData: true };
  return {
    backlog: { target: perTask, metric: { customizedMetricSpecification: { metrics: [...inputs, perTaskNow] } } },
  };
}

export interface WakeUpProps {
  readonly environment: string;
  readonly service: string;
  /** Physical name of the queue. */
  readonly queue: string;
  readonly scaling: ServiceScaling;
}

/**
 * Brings the first task of a service at 0: when messages wait, none is in work, and nobody has asked for one for a
 * minute. It asks SQS alone, whose metrics come together, so that none that is late looks like a service at rest.
 * It sets the count to one, which is also what it is while that task starts. About $0.40 a month.
 *
 * A queue that nobody touched for six hours reports up to 15 minutes late once it is used again.
 * Source: Amazon SQS developer guide, "Available CloudWatch metrics".
 */
export class WakeUp extends Construct {
  constructor(scope: Construct, id: string, { environment, service, queue, scaling }: WakeUpProps) {
    super(scope, id);
    const first = new AppautoscalingPolicy(this, "first-task", {
      ...scaling.scaled(),
      name: "first-task",
      policyType: "StepScaling",
      stepScalingPolicyConfiguration: {
        adjustmentType: "ExactCapacity",
        cooldown: PERIOD_SECONDS,
        metricAggregationType: "Maximum",
        stepAdjustment: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    });
    const inputs = [waiting(queue), inWork(queue), received(queue), askedInVain(queue)].map(({ id, ...metric }) => ({
      id,
      returnData: false,
      metric: { ...metric, period: PERIOD_SECONDS },
    }));
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: name("aws_cloudwatch_metric_alarm", environment, service, "wake-up"),
      alarmDescription: `${environment}: messages wait for ${service}, and no task of it is there`,
      metricQuery: [...inputs, { id: "unattended", label: "Messages that nobody is there for", ...UNATTENDED }],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [first.arn],
      tags: { service },
    });
  }
}

/** SQS leaves out what it has none of. */
const UNATTENDED = {
  expression: "IF(FILL(working, 0) + FILL(received, 0) + FILL(vain, 0) == 0, waiting, 0)",
  returnData: true,
};

const ofQueue = (id: string, metricName: string, stat: string) => (queue: string) => ({
  id,
  namespace: "AWS/SQS",
  metricName,
  stat,
  dimensions: { QueueName: queue },
});

const waiting = ofQueue("waiting", "ApproximateNumberOfMessagesVisible", "Maximum");
const inWork = ofQueue("working", "ApproximateNumberOfMessagesNotVisible", "Maximum");
const received = ofQueue("received", "NumberOfMessagesReceived", "Sum");
const askedInVain = ofQueue("vain", "NumberOfEmptyReceives", "Sum");

import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface InstanceRecoveryProps {
  readonly environment: string;
  readonly region: string;
  /** What the instance is, for instance `runner`. */
  readonly role: string;
  readonly instanceId: string;
}

/**
 * What is wrong, and what EC2 does about it by itself. Rebooting waits longer than recovering: of both at once
 * recovering must win, because a reboot on broken hardware mends nothing.
 * Source: Amazon EC2 user guide, "Create alarms that stop, terminate, reboot, or recover an instance".
 */
const ALARMS = {
  recover: {
    metricName: "StatusCheckFailed_System",
    minutes: 2,
    meaning: "its hardware or network failed: EC2 moves it to another host, with its addresses and disks",
  },
  reboot: {
    metricName: "StatusCheckFailed_Instance",
    minutes: 3,
    meaning: "its operating system does not answer: EC2 reboots it",
  },
} as const;

/**
 * Alarms that act, for an instance that stands alone; about $0.20 a month. An instance of an Auto Scaling group, a
 * group of one too, takes none: the group replaces it when a status check fails, and the two would fight over it.
 */
export class InstanceRecovery extends Construct {
  constructor(scope: Construct, id: string, { environment, region, role, instanceId }: InstanceRecoveryProps) {
    super(scope, id);
    for (const [action, { metricName, minutes, meaning }] of Object.entries(ALARMS)) {
      new CloudwatchMetricAlarm(this, action, {
        alarmName: name("aws_cloudwatch_metric_alarm", environment, role, action),
        alarmDescription: `${role}: ${meaning}`,
        namespace: "AWS/EC2",
        metricName,
        dimensions: { InstanceId: instanceId },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: minutes,
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        // A stopped instance reports nothing, and needs nothing.
        treatMissingData: "notBreaching",
        alarmActions: [`arn:aws:automate:${region}:ec2:${action}`],
      });
    }
  }
}

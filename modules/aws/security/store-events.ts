import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface StoreEventsProps {
  readonly environment: string;
  /** Topic that RDS and CloudWatch may publish to. */
  readonly topicArn: string;
  /** Identifiers of databases on RDS, and of Aurora clusters. */
  readonly instances: readonly string[];
  readonly clusters: readonly string[];
  readonly warehouses: readonly WarehouseLimit[];
  /** Whether to tell when a backup begins and ends, too: twice a day and database. */
  readonly backups: boolean;
}

interface WarehouseLimit {
  readonly store: string;
  readonly workgroup: string;
  readonly maxCapacityRpu: number;
}

/** What somebody may have to act on, or wants to know the next morning. Source: Amazon RDS user guide, "Event categories". */
const OF_INSTANCES = [
  "availability",
  "deletion",
  "failover",
  "failure",
  "low storage",
  "maintenance",
  "notification",
  "read replica",
  "recovery",
  "restoration",
];
const OF_CLUSTERS = ["deletion", "failover", "failure", "maintenance", "notification"];

/** How long a warehouse works at its most until somebody is told. The metric is an average over half an hour. */
const HALF_HOURS = 2;
const HALF_HOUR_SECONDS = 1800;

/**
 * What RDS reports of an environment's databases, and an alarm of each warehouse that Datadog lists no metrics of.
 * Levels (CPU, connections, memory, disk, delays) are Datadog's monitors: an alarm of the same would tell twice.
 */
export class StoreEvents extends Construct {
  constructor(scope: Construct, id: string, props: StoreEventsProps) {
    super(scope, id);
    const backup = props.backups ? ["backup"] : [];
    this.subscribe("instances", "db-instance", props.instances, [...backup, ...OF_INSTANCES], props);
    this.subscribe("clusters", "db-cluster", props.clusters, [...backup, ...OF_CLUSTERS], props);
    for (const warehouse of props.warehouses) this.watch(warehouse, props);
  }

  private subscribe(
    id: string,
    sourceType: string,
    sourceIds: readonly string[],
    eventCategories: readonly string[],
    { environment, topicArn }: StoreEventsProps,
  ): void {
    if (sourceIds.length === 0) return;
    new DbEventSubscription(this, id, {
      name: name("aws_db_event_subscription", environment, id),
      snsTopic: topicArn,
      sourceType,
      sourceIds: [...sourceIds],
      eventCategories: [...eventCategories].sort(),
    });
  }

  private watch(
    { store, workgroup, maxCapacityRpu }: WarehouseLimit,
    { environment, topicArn }: StoreEventsProps,
  ): void {
    new CloudwatchMetricAlarm(this, `capacity-${store}`, {
      alarmName: name("aws_cloudwatch_metric_alarm", environment, store, "capacity"),
      alarmDescription: `The warehouse ${store} of ${environment} works at its most, ${maxCapacityRpu} RPU, for an hour: queries queue up, and cost. Look for the longest in SYS_QUERY_HISTORY, or raise maxCapacityRpu.`,
      namespace: "AWS/Redshift-Serverless",
      metricName: "ComputeCapacity",
      dimensions: { Workgroup: workgroup },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: maxCapacityRpu,
      period: HALF_HOUR_SECONDS,
      evaluationPeriods: HALF_HOURS,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}

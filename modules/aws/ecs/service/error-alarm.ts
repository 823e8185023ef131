import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";

export interface ErrorAlarmProps {
  readonly environment: string;
  readonly service: string;
  /** `app/<name>/<id>`, by which CloudWatch knows the load balancer. */
  readonly loadBalancer: string;
  /** `targetgroup/<name>/<id>`, the same of the service's targets. */
  readonly targetGroup: string;
  /** Share of the answers with a 5xx status at which it alarms. */
  readonly errorPercent: number;
}

/** Load balancers report every minute. */
const PERIOD_SECONDS = 60;

/** One bad minute is a blip. Each period makes a deployment longer, which ECS watches for as long after it is steady. */
const PERIODS = 2;

/** Of fewer requests a minute one failure would be a share that alarms. */
const LEAST_REQUESTS = 20;

/**
 * An alarm on the share of failing answers, by which ECS judges a deployment whose tasks call themselves healthy.
 * It tells nobody: that is the monitors' business. ECS doesn't heed an alarm that rang before the deployment began, so
 * a mended version can be deployed. About $0.20 a month: two metrics.
 * Source: Amazon ECS developer guide, "How CloudWatch alarms detect Amazon ECS deployment failures".
 *
 * @returns its name
 */
export function errorAlarm(scope: Construct, id: string, props: ErrorAlarmProps): string {
  const { environment, service, loadBalancer, targetGroup, errorPercent } = props;
  const sum = (metricName: string) => ({
    metricName,
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
    period: PERIOD_SECONDS,
    stat: "Sum",
  });
  return new CloudwatchMetricAlarm(scope, id, {
    alarmName: name("aws_cloudwatch_metric_alarm", environment, service, "errors"),
    alarmDescription: `${service} answers ${errorPercent} % of its requests or more with a 5xx status`,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: errorPercent,
    evaluationPeriods: PERIODS,
    datapointsToAlarm: PERIODS,
    // Without requests there are no metrics, and without errors none of errors.
    treatMissingData: "notBreaching",
    metricQuery: [
      {
        id: "share",
        expression: `IF(requests >= ${LEAST_REQUESTS}, 100 * FILL(errors, 0) / requests, 0)`,
        label: "Failed answers in percent",
        returnData: true,
      },
      { id: "errors", metric: sum("HTTPCode_Target_5XX_Count") },
      { id: "requests", metric: sum("RequestCount") },
    ],
  }).alarmName;
}

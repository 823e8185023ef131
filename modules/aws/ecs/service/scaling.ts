import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy/index.js";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action/index.js";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target/index.js";
import { Construct } from "constructs";

/** Fewest and most tasks. */
export interface TaskRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** Tasks that a service starts with: all of them, or the fewest of the range in which it scales. */
export function fewestOf(count: number | TaskRange): number {
  return typeof count === "number" ? count : count.minimum;
}

/** A range that holds from a time of the clock until the next one does. */
export interface ScheduledRange extends TaskRange {
  /** A `cron(…)` expression of Application Auto Scaling. */
  readonly at: string;
  /** For instance `Europe/Dublin`. */
  readonly timeZone: string;
}

/** By what a service scales within its range. */
export interface Scale {
  /** Average CPU of the tasks, in percent of what they reserve. @default - not scaled by it */
  readonly cpuPercent?: number;
  /** Average memory of the tasks, in percent of what they reserve. @default - not scaled by it */
  readonly memoryPercent?: number;
  /** Requests that each task takes in a minute. @default - not scaled by it */
  readonly requestsPerTask?: number;
  /** Ranges by the clock, each by its name. */
  readonly schedule: Readonly<Record<string, ScheduledRange>>;
}

export interface ServiceScalingProps {
  /** Tag by which its metrics are found. */
  readonly service: string;
  readonly clusterName: string;
  /** The ECS service's own attribute, so that the service stands first and goes last. */
  readonly serviceName: string;
  readonly range: TaskRange;
  readonly scale: Scale;
  /** `app/<balancer>/<id>/targetgroup/<group>/<id>`: what CloudWatch counts requests by. */
  readonly requestsLabel: string;
}

/**
 * ECS and the load balancer report every minute: the next tasks are asked for when these are measured.
 * Source: Amazon ECS developer guide and Elastic Load Balancing user guide, CloudWatch metrics.
 */
const SCALE_OUT_COOLDOWN_SECONDS = 60;

/**
 * AWS's own for ECS: a service leaves a peak slowly, so that the next one doesn't find it small.
 * Source: Application Auto Scaling API reference, TargetTrackingScalingPolicyConfiguration, ScaleInCooldown.
 */
const SCALE_IN_COOLDOWN_SECONDS = 300;

interface Metric {
  readonly predefinedMetricType: string;
  readonly resourceLabel?: string;
}

/**
 * Application Auto Scaling of an ECS service: it alone sets the number of tasks, within the range, by
 * target tracking and by the clock. Names of policies and actions are unique within their service.
 */
export class ServiceScaling extends Construct {
  private readonly target: AppautoscalingTarget;

  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    const { cpuPercent, memoryPercent, requestsPerTask, schedule } = props.scale;
    this.target = this.scalableTarget(props);
    this.track("cpu", cpuPercent, { predefinedMetricType: "ECSServiceAverageCPUUtilization" });
    this.track("memory", memoryPercent, { predefinedMetricType: "ECSServiceAverageMemoryUtilization" });
    this.track("requests", requestsPerTask, {
      predefinedMetricType: "ALBRequestCountPerTarget",
      resourceLabel: props.requestsLabel,
    });
    for (const [name, range] of Object.entries(schedule)) this.scheduled(name, range);
  }

  private scalableTarget({ service, clusterName, serviceName, range, scale }: ServiceScalingProps) {
    return new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      resourceId: `service/${clusterName}/${serviceName}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: range.minimum,
      maxCapacity: range.maximum,
      tags: { service },
      // A scheduled action writes its range into the target itself: a deploy at night must not end the night.
      ...(Object.keys(scale.schedule).length === 0
        ? {}
        : { lifecycle: { ignoreChanges: ["min_capacity", "max_capacity"] } }),
    });
  }

  private track(name: string, targetValue: number | undefined, metric: Metric): void {
    if (targetValue === undefined) return;
    new AppautoscalingPolicy(this, name, {
      ...this.scaled(),
      name,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
        scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
        predefinedMetricSpecification: metric,
      },
    });
  }

  private scheduled(name: string, { at, timeZone, minimum, maximum }: ScheduledRange): void {
    new AppautoscalingScheduledAction(this, `schedule-${name}`, {
      ...this.scaled(),
      name,
      schedule: at,
      timezone: timeZone,
      scalableTargetAction: { minCapacity: String(minimum), maxCapacity: String(maximum) },
    });
  }

  /** What a policy or an action scales, by reference: the target stands before it. */
  private scaled() {
    const { serviceNamespace, resourceId, scalableDimension } = this.target;
    return { serviceNamespace, resourceId, scalableDimension };
  }
}

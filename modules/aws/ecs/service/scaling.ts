import {
  AppautoscalingPolicy,
  type AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
} from "@cdktf/provider-aws/lib/appautoscaling-policy/index.js";
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

/** A metric, and the value at which the number of tasks keeps it. */
export interface Tracked {
  readonly target: number;
  readonly metric: Pick<
    AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
    "predefinedMetricSpecification" | "customizedMetricSpecification"
  >;
}

export interface ServiceScalingProps {
  /** Tag by which its metrics are found. */
  readonly service: string;
  readonly clusterName: string;
  /** The ECS service's own attribute, so that the service stands first and goes last. */
  readonly serviceName: string;
  readonly range: TaskRange;
  /** What it follows, each by the name of its policy; of several wishes the highest count wins. */
  readonly track: Readonly<Record<string, Tracked>>;
  /** Ranges by the clock, each by its name. */
  readonly schedule: Readonly<Record<string, ScheduledRange>>;
  /** Whether the clock holds scaling off as well. @default false */
  readonly sleeps?: boolean;
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

/**
 * Application Auto Scaling of an ECS service: it alone sets the number of tasks, within the range, by
 * target tracking and by the clock. Names of policies and actions are unique within their service.
 */
export class ServiceScaling extends Construct {
  private readonly target: AppautoscalingTarget;

  constructor(scope: Construct, id: string, props: ServiceScalingProps) {
    super(scope, id);
    this.target = this.scalableTarget(props);
    for (const [name, tracked] of Object.entries(props.track)) this.follow(name, tracked);
    for (const [name, range] of Object.entries(props.schedule)) this.scheduled(name, range);
  }

  private scalableTarget({ service, clusterName, serviceName, range, schedule, sleeps = false }: ServiceScalingProps) {
    // A scheduled action writes its range into the target itself: a deploy at night must not end the night.
    const ignoreChanges = [
      ...(Object.keys(schedule).length === 0 ? [] : ["min_capacity", "max_capacity"]),
      ...(sleeps ? ["suspended_state"] : []),
    ];
    return new AppautoscalingTarget(this, "target", {
      serviceNamespace: "ecs",
      resourceId: `service/${clusterName}/${serviceName}`,
      scalableDimension: "ecs:service:DesiredCount",
      minCapacity: range.minimum,
      maxCapacity: range.maximum,
      tags: { service },
      ...(ignoreChanges.length === 0 ? {} : { lifecycle: { ignoreChanges } }),
    });
  }

  private follow(name: string, { target, metric }: Tracked): void {
    new AppautoscalingPolicy(this, name, {
      ...this.scaled(),
      name,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        targetValue: target,
        scaleOutCooldown: SCALE_OUT_COOLDOWN_SECONDS,
        scaleInCooldown: SCALE_IN_COOLDOWN_SECONDS,
        ...metric,
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
  scaled() {
    const { serviceNamespace, resourceId, scalableDimension } = this.target;
    return { serviceNamespace, resourceId, scalableDimension };
  }
}

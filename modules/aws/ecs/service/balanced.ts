import type { EcsService, EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import type { Construct } from "constructs";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import { errorAlarm } from "./error-alarm.js";
import type { RolloutProps } from "./rollout.js";
import { ServiceScaling, type TaskRange } from "./scaling.js";
import { loadOfTasks, requests, type Scale } from "./tracked-metrics.js";

/** By what a service that answers requests scales within its range. */
export type RequestScale = Scale & {
  /** Requests that each task takes in a minute, where a load balancer counts them. @default - not scaled by it */
  readonly requestsPerTask?: number;
};

/** A target group and the load balancer before it. */
export interface Balanced {
  readonly targets: LbTargetGroup;
  /** `app/<name>/<id>`, by which CloudWatch knows the load balancer. */
  readonly metricName: string;
}

/** How old tasks are replaced by new ones, which are judged by their answers too. */
export type BalancedDeployment = NonNullable<RolloutProps["deployment"]> & {
  /** Share of answers with a 5xx status at which a deployment is rolled back. */
  readonly errorPercent: number | "ignored";
};

export interface BalancedProps {
  readonly environment: string;
  readonly service: string;
  readonly port: number;
  /** Seconds that a new task may take before failing health checks count. */
  readonly graceSeconds: number;
  /** @default - judged by their health alone */
  readonly deployment?: BalancedDeployment;
}

/** The arguments of an ECS service behind a load balancer, whose deployments answers that fail roll back. */
export function balancedArguments(
  scope: Construct,
  { environment, service, port, graceSeconds, deployment }: BalancedProps,
  { targets, metricName }: Balanced,
): Pick<EcsServiceConfig, "loadBalancer" | "healthCheckGracePeriodSeconds" | "alarms"> {
  const errorPercent = deployment?.errorPercent ?? "ignored";
  const alarms =
    errorPercent === "ignored"
      ? []
      : [
          errorAlarm(scope, "errors", {
            environment,
            service,
            loadBalancer: metricName,
            targetGroup: targets.arnSuffix,
            errorPercent,
          }),
        ];
  return {
    loadBalancer: [{ targetGroupArn: targets.arn, containerName: service, containerPort: port }],
    healthCheckGracePeriodSeconds: graceSeconds,
    ...(alarms.length === 0 ? {} : { alarms: { alarmNames: alarms, enable: true, rollback: true } }),
  };
}

export interface ScaledProps {
  readonly service: string;
  readonly cluster: ClusterRef;
  readonly count: number | TaskRange;
  /** By what it scales, where `count` is a range. */
  readonly scale?: RequestScale;
  /** Whether the clock holds scaling off as well. @default false */
  readonly sleeps?: boolean;
}

/** Scales a service that answers requests, where its count is a range. */
export function scaleByRequests(
  scope: Construct,
  { service, cluster, count, scale, sleeps = false }: ScaledProps,
  deployed: EcsService,
  balanced?: Balanced,
): void {
  if (typeof count === "number") return;
  if (scale === undefined) throw new Error(`the configuration let a range through that nothing moves: ${service}`);
  new ServiceScaling(scope, "scaling", {
    service,
    clusterName: cluster.name,
    serviceName: deployed.name,
    range: count,
    track: {
      ...loadOfTasks(scale),
      ...(balanced === undefined
        ? {}
        : requests(scale.requestsPerTask, `${balanced.metricName}/${balanced.targets.arnSuffix}`)),
    },
    schedule: scale.schedule,
    sleeps,
  });
}

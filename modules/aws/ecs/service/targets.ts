import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { NetworkRef } from "../../../core/refs/network.js";
import { networkModeOf } from "../cluster/capacity.js";

/** What the load balancer asks each task. */
export interface TargetHealth {
  readonly path: string;
  /** Status codes that mean well, for instance `200` or `200-299`. */
  readonly matcher: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Successes in a row after which it gets traffic. */
  readonly healthyThreshold: number;
  /** Failures in a row after which it gets none. */
  readonly unhealthyThreshold: number;
}

/** How a load balancer treats the tasks behind it. */
export interface TargetSettings {
  readonly health: TargetHealth;
  /** How long a task that leaves may finish what it has begun. */
  readonly drainSeconds: number;
  /** Time over which a new task's share of the requests grows. @default - it gets its whole share at once */
  readonly slowStartSeconds?: number;
  /** Which task gets the next request. */
  readonly algorithm: "round-robin" | "least-outstanding-requests";
  /** For how long a browser is sent to the same task. @default - to any task */
  readonly sticky?: { readonly seconds: number };
}

export interface TargetGroupProps extends TargetSettings {
  readonly environment: string;
  readonly service: string;
  readonly port: number;
  readonly network: NetworkRef;
  readonly cluster: ClusterRef;
}

/** AWS's own, which it keeps for a group whose stickiness is off. */
const COOKIE_SECONDS = 86_400;

/**
 * The tasks of a service as a load balancer sees them. Everything but the port and the network mode changes in
 * place; what is off is written as off, because the provider would leave it as it was.
 */
export function targetGroup(scope: Construct, props: TargetGroupProps): LbTargetGroup {
  const { service, port, health, network, sticky } = props;
  return new LbTargetGroup(scope, "targets", {
    name: targetGroupName(props),
    vpcId: network.vpcId,
    port,
    protocol: "HTTP",
    targetType: networkModeOf(props.cluster) === "bridge" ? "instance" : "ip",
    deregistrationDelay: String(props.drainSeconds),
    slowStart: props.slowStartSeconds ?? 0,
    loadBalancingAlgorithmType: props.algorithm.replaceAll("-", "_"),
    stickiness: { enabled: sticky !== undefined, type: "lb_cookie", cookieDuration: sticky?.seconds ?? COOKIE_SECONDS },
    healthCheck: {
      path: health.path,
      matcher: health.matcher,
      interval: health.intervalSeconds,
      timeout: health.timeoutSeconds,
      healthyThreshold: health.healthyThreshold,
      unhealthyThreshold: health.unhealthyThreshold,
    },
    tags: { service },
    lifecycle: { createBeforeDestroy: true },
  });
}

/** Names what makes a new group when it changes: old and new must stand side by side. */
export function targetGroupName({
  environment,
  service,
  port,
  cluster,
}: Pick<TargetGroupProps, "environment" | "service" | "port" | "cluster">): string {
  const mode = networkModeOf(cluster) === "bridge" ? ["instance"] : [];
  return name("aws_lb_target_group", environment, service, String(port), ...mode);
}

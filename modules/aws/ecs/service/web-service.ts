import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { LoadBalancerRef, PeerRef, WebServiceRef } from "../../../core/refs.js";
import { networkModeOf } from "../cluster/capacity.js";
import { type ServiceTask, taskDefinition } from "../task/task-definition.js";
import { admit, taskGroup } from "./connections.js";
import { ecsService } from "./ecs-service.js";
import { fewestOf, ServiceScaling, type TaskRange } from "./scaling.js";
import type { ServiceProps } from "./service.js";
import { loadOfTasks, requests, type Scale } from "./tracked-metrics.js";

export interface WebServiceProps extends ServiceProps {
  readonly port: number;
  /** Path patterns that come here, at most five. */
  readonly routes: readonly string[];
  /** Place among the load balancer's rules, lowest first. */
  readonly priority: number;
  /** Path that answers 200 when it can take traffic. */
  readonly health: string;
  readonly graceSeconds: number;
  /** Tasks kept running, or the range in which `scale` sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** By what it scales, where `count` is a range. */
  readonly scale?: Scale & {
    /** Requests that each task takes in a minute. @default - not scaled by it */
    readonly requestsPerTask?: number;
  };
  readonly loadBalancer: LoadBalancerRef;
}

/** How long a task that leaves may finish what it has begun. */
const DRAIN_SECONDS = 30;

/**
 * A service behind the load balancer. A deployment that doesn't become healthy is
 * rolled back by ECS. Everything that it needs of its stores follows from their refs.
 */
export class WebService extends Construct {
  readonly ref: WebServiceRef;
  private readonly props: WebServiceProps;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, service, cluster, loadBalancer, stores, count, port } = props;

    const group = taskGroup(this, props);
    const task = taskDefinition(this, props);
    const targets = this.targetGroup();
    this.listenerRule(targets.arn);
    admit(this, { from: loadBalancer, to: group, cluster, port });
    const deployed = this.deploy(task, targets.arn, group);
    this.scaling(deployed, targets);

    this.ref = {
      name: service,
      kind: "web",
      serviceName: name("aws_ecs_service", environment, service),
      clusterName: cluster.name,
      loadBalancerName: loadBalancer.name,
      targetGroupName: this.targetGroupName(),
      desiredCount: fewestOf(count),
      stores: stores.map((store) => store.name),
      url: `${loadBalancer.url}${(props.routes[0] ?? "/").replace(/\*.*$/, "")}`,
    };
  }

  private deploy(task: ServiceTask, targetGroupArn: string, group: PeerRef): EcsService {
    const { service, port, graceSeconds } = this.props;
    return ecsService(this, {
      ...this.props,
      task,
      group,
      settings: {
        loadBalancer: [{ targetGroupArn, containerName: service, containerPort: port }],
        healthCheckGracePeriodSeconds: graceSeconds,
      },
    });
  }

  private scaling(deployed: EcsService, targets: LbTargetGroup): void {
    const { service, count, scale, cluster, loadBalancer } = this.props;
    if (typeof count === "number") return;
    if (scale === undefined) throw new Error(`the configuration let a range through that nothing moves: ${service}`);
    new ServiceScaling(this, "scaling", {
      service,
      clusterName: cluster.name,
      serviceName: deployed.name,
      range: count,
      track: {
        ...loadOfTasks(scale),
        ...requests(scale.requestsPerTask, `${loadBalancer.metricName}/${targets.arnSuffix}`),
      },
      schedule: scale.schedule,
    });
  }

  private targetGroup(): LbTargetGroup {
    const { service, port, health, network } = this.props;
    return new LbTargetGroup(this, "targets", {
      name: this.targetGroupName(),
      vpcId: network.vpcId,
      port,
      protocol: "HTTP",
      targetType: this.sharesInterface ? "instance" : "ip",
      deregistrationDelay: String(DRAIN_SECONDS),
      healthCheck: {
        path: health,
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      tags: { service },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Names what makes a new group when it changes: old and new must stand side by side. */
  private targetGroupName(): string {
    const { environment, service, port } = this.props;
    const mode = this.sharesInterface ? ["instance"] : [];
    return name("aws_lb_target_group", environment, service, String(port), ...mode);
  }

  /** Its tasks are then reached through their instance, on a port that Docker chooses. */
  private get sharesInterface(): boolean {
    return networkModeOf(this.props.cluster) === "bridge";
  }

  private listenerRule(targetGroupArn: string): void {
    const { service, priority, routes, loadBalancer } = this.props;
    new LbListenerRule(this, "route", {
      listenerArn: loadBalancer.listenerArn,
      priority,
      action: [{ type: "forward", targetGroupArn }],
      condition: [{ pathPattern: { values: [...routes] } }],
      tags: { service },
    });
  }
}

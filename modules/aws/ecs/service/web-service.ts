import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { LoadBalancerRef, PeerRef, WebServiceRef } from "../../../core/refs.js";
import { type ServiceTask, taskDefinition } from "../task/task-definition.js";
import { admit, taskGroup } from "./connections.js";
import { ecsService } from "./ecs-service.js";
import { errorAlarm } from "./error-alarm.js";
import type { RolloutProps } from "./rollout.js";
import { fewestOf, ServiceScaling, type TaskRange } from "./scaling.js";
import type { ServiceProps } from "./service.js";
import { type TargetSettings, targetGroup, targetGroupName } from "./targets.js";
import { loadOfTasks, requests, type Scale } from "./tracked-metrics.js";

export interface WebServiceProps extends ServiceProps, TargetSettings {
  readonly port: number;
  /** Names under the load balancer's domain that come here. With the routes at most five. @default - every name */
  readonly hosts?: readonly string[];
  /** Path patterns that come here. @default - every path */
  readonly routes?: readonly string[];
  /** Place among the load balancer's rules, lowest first. */
  readonly priority: number;
  readonly graceSeconds: number;
  /** Tasks kept running, or the range in which `scale` sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** By what it scales, where `count` is a range. */
  readonly scale?: Scale & {
    /** Requests that each task takes in a minute. @default - not scaled by it */
    readonly requestsPerTask?: number;
  };
  readonly loadBalancer: LoadBalancerRef;
  /** @default - old and new tasks side by side, judged by their health alone */
  readonly deployment?: NonNullable<RolloutProps["deployment"]> & {
    /** Share of answers with a 5xx status at which a deployment is rolled back. */
    readonly errorPercent: number | "ignored";
  };
}

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
    const targets = targetGroup(this, props);
    this.listenerRule(targets.arn);
    admit(this, { from: loadBalancer, to: group, cluster, port });
    const deployed = this.deploy(task, targets, group);
    this.scaling(deployed, targets);

    this.ref = {
      name: service,
      kind: "web",
      serviceName: name("aws_ecs_service", environment, service),
      clusterName: cluster.name,
      loadBalancerName: loadBalancer.name,
      targetGroupName: targetGroupName(props),
      desiredCount: fewestOf(count),
      stores: stores.map((store) => store.name),
      url: this.url(),
    };
  }

  private deploy(task: ServiceTask, targets: LbTargetGroup, group: PeerRef): EcsService {
    const { service, port, graceSeconds } = this.props;
    const alarm = this.errorAlarm(targets);
    return ecsService(this, {
      ...this.props,
      task,
      group,
      settings: {
        loadBalancer: [{ targetGroupArn: targets.arn, containerName: service, containerPort: port }],
        healthCheckGracePeriodSeconds: graceSeconds,
        ...(alarm === undefined ? {} : { alarms: { alarmNames: [alarm], enable: true, rollback: true } }),
      },
    });
  }

  private errorAlarm(targets: LbTargetGroup): string | undefined {
    const { environment, service, loadBalancer, deployment } = this.props;
    if (deployment === undefined || deployment.errorPercent === "ignored") return undefined;
    return errorAlarm(this, "errors", {
      environment,
      service,
      loadBalancer: loadBalancer.metricName,
      targetGroup: targets.arnSuffix,
      errorPercent: deployment.errorPercent,
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

  /** Its first host and path, as far as they are no pattern. */
  private url(): string {
    const { hosts = [], routes = [], loadBalancer } = this.props;
    const [host] = hosts;
    const base =
      host === undefined || loadBalancer.domain === undefined
        ? loadBalancer.url
        : `https://${host}.${loadBalancer.domain}`;
    return `${base}${(routes[0] ?? "/").replace(/\*.*$/, "")}`;
  }

  private listenerRule(targetGroupArn: string): void {
    const { service, priority, hosts = [], routes = [], loadBalancer } = this.props;
    const { domain } = loadBalancer;
    const names = hosts.map((host) => `${host}.${domain ?? "*"}`);
    new LbListenerRule(this, "route", {
      listenerArn: loadBalancer.listenerArn,
      priority,
      action: [{ type: "forward", targetGroupArn }],
      condition: [
        ...(names.length === 0 ? [] : [{ hostHeader: { values: names } }]),
        ...(routes.length === 0 ? [] : [{ pathPattern: { values: [...routes] } }]),
      ],
      tags: { service },
    });
  }
}

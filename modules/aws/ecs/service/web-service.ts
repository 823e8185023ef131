import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { LoadBalancerRef } from "../../../core/refs/entrances.js";
import type { WebServiceRef } from "../../../core/refs/services.js";
import { taskDefinition } from "../task/task-definition.js";
import { type BalancedDeployment, balancedArguments, type RequestScale, scaleByRequests } from "./balanced.js";
import { admit, taskGroup } from "./connections.js";
import { ecsService } from "./ecs-service.js";
import { fewestOf, type TaskRange } from "./scaling.js";
import type { ServiceProps } from "./service.js";
import { type TargetSettings, targetGroup, targetGroupName } from "./targets.js";

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
  readonly scale?: RequestScale;
  readonly loadBalancer: LoadBalancerRef;
  /** @default - old and new tasks side by side, judged by their health alone */
  readonly deployment?: BalancedDeployment;
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
    const balanced = { targets, metricName: loadBalancer.metricName };
    const settings = balancedArguments(this, props, balanced);
    const deployed = ecsService(this, { ...props, task, group, settings });
    scaleByRequests(this, props, deployed, balanced);

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

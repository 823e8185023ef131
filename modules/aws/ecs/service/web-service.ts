import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { Op, TerraformResource, TerraformSelf } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef, LoadBalancerRef, NetworkRef, ServiceRef, StoreRef } from "../../../core/refs.js";
import { Allow, AllowToAnywhere } from "../../security/allow.js";
import { Group } from "../../security/group.js";
import { capacityArguments, launchTypeOf } from "../cluster/capacity.js";
import { type TaskSettings, taskDefinition } from "../task/task-definition.js";
import { type Scale, ServiceScaling, type TaskRange } from "./scaling.js";

export interface WebServiceProps extends TaskSettings {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly image: string;
  readonly port: number;
  /** Path patterns that come here, at most five. */
  readonly routes: readonly string[];
  /** Place among the load balancer's rules, lowest first. */
  readonly priority: number;
  /** Path that answers 200 when it can take traffic. */
  readonly health: string;
  readonly graceSeconds: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly cpu: number;
  readonly memoryMiB: number;
  /** Tasks kept running, or the range in which `scale` sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** By what it scales, where `count` is a range. */
  readonly scale?: Scale;
  readonly logRetentionDays: number;
  readonly network: NetworkRef;
  readonly cluster: ClusterRef;
  readonly loadBalancer: LoadBalancerRef;
  readonly stores: readonly StoreRef[];
}

/** How long a task that leaves may finish what it has begun. */
const DRAIN_SECONDS = 30;

/**
 * A service behind the load balancer. A deployment that doesn't become healthy is
 * rolled back by ECS. Everything that it needs of its stores follows from their refs.
 */
export class WebService extends Construct {
  readonly ref: ServiceRef;
  private readonly props: WebServiceProps;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, service, network, cluster, loadBalancer, stores } = props;

    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `service ${service}` });
    const task = taskDefinition(this, { ...props, runsOn: launchTypeOf(cluster) });
    const targets = this.targetGroup();
    this.listenerRule(targets.arn);
    this.connect(group);
    const ecsService = this.ecsService(task.arn, targets.arn, group.ref.securityGroupId);
    this.scaling(ecsService, targets);

    this.ref = {
      name: service,
      kind: "web",
      serviceName: name("aws_ecs_service", environment, service),
      clusterName: cluster.name,
      loadBalancerName: loadBalancer.name,
      targetGroupName: this.targetGroupName(),
      desiredCount: this.fewest(),
      stores: stores.map((store) => store.name),
      url: `${loadBalancer.url}${(props.routes[0] ?? "/").replace(/\*.*$/, "")}`,
    };
  }

  private ecsService(taskDefinition: string, targetGroupArn: string, groupId: string): EcsService {
    const { environment, service, port, count, graceSeconds, network, cluster } = this.props;
    return new EcsService(this, "service", {
      // Tasks start only with their rules and permissions, and ECS refuses a target group that no listener uses.
      dependsOn: this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)),
      name: name("aws_ecs_service", environment, service),
      cluster: cluster.id,
      taskDefinition,
      desiredCount: this.fewest(),
      ...capacityArguments(cluster),
      networkConfiguration: {
        subnets: [...network.privateSubnetIds],
        securityGroups: [groupId],
        assignPublicIp: false,
      },
      loadBalancer: [{ targetGroupArn, containerName: service, containerPort: port }],
      healthCheckGracePeriodSeconds: graceSeconds,
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      tags: { service },
      waitForSteadyState: true,
      lifecycle: {
        // What scales the service sets the count: a deploy would set it back.
        ...(typeof count === "number" ? {} : { ignoreChanges: ["desired_count"] }),
        // Once ECS has rolled back, the service is steady again, and the provider calls that a success.
        postcondition: [
          {
            condition: Op.eq(TerraformSelf.getString("task_definition"), taskDefinition),
            errorMessage: `ECS rolled the deployment of ${service} back: its new tasks did not become healthy, and ${TerraformSelf.getString("task_definition")} still serves. The service's events and its stopped tasks say why (./gantry status ${environment}, or the ECS console). Mend the image or its settings, and deploy again.`,
          },
        ],
      },
    });
  }

  private fewest(): number {
    const { count } = this.props;
    return typeof count === "number" ? count : count.minimum;
  }

  private scaling(ecsService: EcsService, targets: LbTargetGroup): void {
    const { service, count, scale, cluster, loadBalancer } = this.props;
    if (typeof count === "number") return;
    if (scale === undefined) throw new Error(`the configuration let a range through that nothing moves: ${service}`);
    new ServiceScaling(this, "scaling", {
      service,
      clusterName: cluster.name,
      serviceName: ecsService.name,
      range: count,
      scale,
      requestsLabel: `${loadBalancer.metricName}/${targets.arnSuffix}`,
    });
  }

  private targetGroup(): LbTargetGroup {
    const { service, port, health, network } = this.props;
    return new LbTargetGroup(this, "targets", {
      name: this.targetGroupName(),
      vpcId: network.vpcId,
      port,
      protocol: "HTTP",
      targetType: "ip",
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

  /** Names the port, whose change makes a new group: old and new must stand side by side. */
  private targetGroupName(): string {
    return name("aws_lb_target_group", this.props.environment, this.props.service, String(this.props.port));
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

  private connect({ ref }: Group): void {
    const { loadBalancer, port, stores } = this.props;
    new Allow(this, "from-load-balancer", { from: loadBalancer, to: ref, port, purpose: "requests" });
    new AllowToAnywhere(this, "https-out", { from: ref, port: 443, purpose: "images, AWS and other APIs" });
    for (const { name: store, peer } of stores) {
      if (peer !== undefined) new Allow(this, `to-${store}`, { from: ref, to: peer, port: peer.port, purpose: store });
    }
  }
}

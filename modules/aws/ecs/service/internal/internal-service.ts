import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { rangeInId } from "../../../../core/ids.js";
import { name } from "../../../../core/names.js";
import type { InternalLoadBalancerRef } from "../../../../core/refs/entrances.js";
import type { PeerRef, RemoteRef } from "../../../../core/refs/network.js";
import type { InternalServiceRef } from "../../../../core/refs/services.js";
import { AllowFromRange } from "../../../security/allow.js";
import { taskDefinition } from "../../task/task-definition.js";
import {
  type Balanced,
  type BalancedDeployment,
  balancedArguments,
  type RequestScale,
  scaleByRequests,
} from "../balanced.js";
import { admit, connectTasks, taskGroup } from "../connections.js";
import { ecsService } from "../ecs-service.js";
import { fewestOf, type TaskRange } from "../scaling.js";
import type { ServiceProps } from "../service.js";
import { type TargetSettings, targetGroup, targetGroupName } from "../targets.js";
import { connectedServer, PORT_NAME } from "./connect.js";
import type { Entrance } from "./entrance.js";

export interface InternalServiceProps extends ServiceProps, Omit<TargetSettings, "health"> {
  readonly port: number;
  /** What the load balancer asks; goes with an entrance that has one. @default - not asked */
  readonly health?: TargetSettings["health"];
  readonly graceSeconds: number;
  /** Tasks kept running, or the range in which `scale` sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** By what it scales, where `count` is a range. */
  readonly scale?: RequestScale;
  /** @default - old and new tasks side by side, judged by their health alone */
  readonly deployment?: BalancedDeployment;
  readonly entrance: Entrance;
  /** Ranges of networks elsewhere that reach it, by what those are called; goes with a load balancer. @default none */
  readonly reachedFrom?: readonly Omit<RemoteRef, "ports">[];
}

/** What of the service depends on what stands behind its name. */
interface Reached {
  readonly group: PeerRef;
  readonly settings: Pick<
    EcsServiceConfig,
    "loadBalancer" | "healthCheckGracePeriodSeconds" | "alarms" | "serviceRegistries" | "serviceConnectConfiguration"
  >;
  /** @default - no load balancer stands before it */
  readonly balanced?: Balanced;
}

/** A service that others call under its name, and nobody else. */
export class InternalService extends Construct {
  readonly ref: InternalServiceRef;
  /** What those that call it are deployed after. */
  readonly deployed: ITerraformDependable;
  private readonly props: InternalServiceProps;

  constructor(scope: Construct, id: string, props: InternalServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, service, cluster, stores, count, entrance } = props;
    const { behind } = entrance;

    const task = taskDefinition(this, {
      ...props,
      ...(behind.over === "service-connect" ? { portName: PORT_NAME } : {}),
    });
    const { group, settings, balanced } = this.reach();
    const deployed = ecsService(this, { ...props, task, group, settings });
    scaleByRequests(this, props, deployed, balanced);

    this.deployed = deployed;
    this.ref = {
      name: service,
      kind: "internal",
      serviceName: name("aws_ecs_service", environment, service),
      clusterName: cluster.name,
      desiredCount: fewestOf(count),
      stores: stores.map((store) => store.name),
      url: entrance.ref.url,
      ...(behind.over === "load-balancer"
        ? { loadBalancerName: behind.balancer.name, targetGroupName: targetGroupName(props) }
        : {}),
    };
  }

  private reach(): Reached {
    const { behind, ref } = this.props.entrance;
    switch (behind.over) {
      case "load-balancer":
        return this.reachThrough(behind.balancer);
      case "dns":
        connectTasks(this, behind.group, this.props);
        return { group: behind.group, settings: { serviceRegistries: { registryArn: behind.registryArn } } };
      case "service-connect":
        connectTasks(this, behind.group, this.props);
        return { group: behind.group, settings: connectedServer(this.props, ref, behind.namespaceArn) };
    }
  }

  private reachThrough(balancer: InternalLoadBalancerRef): Reached {
    const { service, cluster, port, health } = this.props;
    if (health === undefined) throw new Error(`the configuration let ${service} through without a health check`);
    const group = taskGroup(this, this.props);
    const targets = targetGroup(this, { ...this.props, health });
    new LbListener(this, "listener", {
      loadBalancerArn: balancer.arn,
      port,
      protocol: "HTTP",
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
      tags: { service },
    });
    admit(this, { from: balancer, to: group, cluster, port });
    for (const { name: remote, ranges } of this.props.reachedFrom ?? []) {
      for (const range of ranges) {
        const id = `from-${remote}-${rangeInId(range)}`;
        new AllowFromRange(this, id, { to: balancer, range, port, purpose: `${remote}, for ${service}` });
      }
    }
    const balanced = { targets, metricName: balancer.metricName };
    return { group, balanced, settings: balancedArguments(this, this.props, balanced) };
  }
}

import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { InternalLoadBalancerRef } from "../../core/refs/entrances.js";
import type { NetworkRef } from "../../core/refs/network.js";
import { Group } from "../security/group.js";

export interface InternalLoadBalancerProps {
  readonly environment: string;
  readonly network: NetworkRef;
}

/**
 * The load balancer of an environment's internal services: private addresses, and no rule but those that its
 * callers bring. Each service has a listener on its own port, so that who may call one may not call another.
 */
export class InternalLoadBalancer extends Construct {
  readonly ref: InternalLoadBalancerRef;

  constructor(scope: Construct, id: string, { environment, network }: InternalLoadBalancerProps) {
    super(scope, id);
    const { ref } = new Group(this, "group", { environment, vpcId: network.vpcId, label: "internal load balancer" });
    const physicalName = name("aws_lb", environment, "internal");
    const balancer = new Lb(this, "balancer", {
      name: physicalName,
      internal: true,
      loadBalancerType: "application",
      subnets: [...network.privateSubnetIds],
      securityGroups: [ref.securityGroupId],
      dropInvalidHeaderFields: true,
    });
    this.ref = {
      ...ref,
      name: physicalName,
      arn: balancer.arn,
      metricName: balancer.arnSuffix,
      dnsName: balancer.dnsName,
    };
  }
}

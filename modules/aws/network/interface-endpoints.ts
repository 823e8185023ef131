import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef } from "../../core/refs/network.js";
import { AllowFromRange } from "../security/allow.js";
import { Group } from "../security/group.js";

export interface InterfaceEndpointsProps {
  readonly environment: string;
  readonly region: string;
  readonly network: NetworkRef;
  /** Range of the VPC. */
  readonly cidr: string;
  /** Services by the last part of their endpoint's name, for instance `ecr.api`. */
  readonly services: readonly string[];
}

/**
 * Services of AWS inside the private subnets, under the names that they have outside, so that nobody who calls them
 * is told. Each is about $8 a month and zone, and a cent per GB. All share one group, which the VPC's own addresses
 * reach on 443.
 */
export class InterfaceEndpoints extends Construct {
  /** Ids of the endpoints. */
  readonly ids: readonly string[];

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { environment, region, network, cidr, services } = props;
    const { ref } = new Group(this, "group", { environment, vpcId: network.vpcId, label: "endpoints" });
    new AllowFromRange(this, "https-from-vpc", { to: ref, range: cidr, port: 443, purpose: "services of AWS" });
    this.ids = services.map(
      (service) =>
        new VpcEndpoint(this, service.replaceAll(".", "-"), {
          vpcId: network.vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: [...network.privateSubnetIds],
          securityGroupIds: [ref.securityGroupId],
          tags: { Name: name("aws_vpc", environment, service) },
        }).id,
    );
  }
}

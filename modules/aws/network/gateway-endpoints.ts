import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import type { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface GatewayEndpointsProps {
  readonly environment: string;
  readonly region: string;
  readonly vpcId: string;
  /** Route tables, by id, of all subnets. */
  readonly all: readonly string[];
  /** Those of the private subnets alone. */
  readonly private: readonly string[];
}

/**
 * The two services that a route table leads to without a gateway: free of charge, and image layers, objects and items
 * stay off the NAT gateway. The isolated tier has the way to S3, and no rule that lets anything take it.
 */
export function gatewayEndpoints(scope: Construct, props: GatewayEndpointsProps): void {
  for (const [service, routeTableIds] of [["s3", props.all] as const, ["dynamodb", props.private] as const]) {
    new VpcEndpoint(scope, service, {
      vpcId: props.vpcId,
      serviceName: `com.amazonaws.${props.region}.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: [...routeTableIds],
      tags: { Name: name("aws_vpc", props.environment, service) },
    });
  }
}

import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import type { SubnetConfig } from "@cdktf/provider-aws/lib/subnet/index.js";
import type { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { subnetNumber, type Tier } from "../../core/cidr.js";
import { name } from "../../core/names.js";

/** Bits between the /56 that Amazon gives a VPC and the /64 of every subnet. */
const SUBNET_BITS = 8;

/** The IPv6 addresses of a subnet, which depend on its tier and the letter of its zone alone. Stores need none. */
export function ipv6Addresses(vpc: Vpc, tier: Tier, zone: string): Pick<SubnetConfig, "ipv6CidrBlock"> {
  if (tier === "isolated") return {};
  return { ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6CidrBlock, SUBNET_BITS, subnetNumber(tier, zone)) };
}

export interface Ipv6RoutesProps {
  readonly environment: string;
  readonly vpcId: string;
  /** Gateway through which the public subnets reach the internet, and are reached. */
  readonly internetGatewayId: string;
  readonly publicTable: string;
  /** Route tables of the private subnets, by zone. */
  readonly privateTables: ReadonlyMap<string, string>;
}

/** The ways of IPv6: both ways for the public subnets, out alone for the private ones. Free of charge. */
export class Ipv6Routes extends Construct {
  constructor(scope: Construct, id: string, props: Ipv6RoutesProps) {
    super(scope, id);
    const { environment, vpcId, internetGatewayId, publicTable, privateTables } = props;
    const out = new EgressOnlyInternetGateway(this, "gateway", {
      vpcId,
      tags: { Name: name("aws_vpc", environment, "ipv6") },
    });
    const anywhere = { destinationIpv6CidrBlock: "::/0" };
    new Route(this, "public-out", { ...anywhere, routeTableId: publicTable, gatewayId: internetGatewayId });
    for (const [zone, routeTableId] of privateTables) {
      new Route(this, `private-${zone}-out`, { ...anywhere, routeTableId, egressOnlyGatewayId: out.id });
    }
  }
}

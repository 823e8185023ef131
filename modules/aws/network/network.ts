import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group/index.js";
import { Eip } from "@cdktf/provider-aws/lib/eip/index.js";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { Construct } from "constructs";
import { subnetCidr, type Tier } from "../../core/cidr.js";
import { name } from "../../core/names.js";
import type { NetworkRef } from "../../core/refs/network.js";
import { gatewayEndpoints } from "./gateway-endpoints.js";
import { Ipv6Routes, ipv6Addresses } from "./ipv6.js";
import { IsolatedAcl } from "./isolated-acl.js";

export interface NetworkProps {
  /** What the names begin with. */
  readonly environment: string;
  readonly region: string;
  /** Range of the VPC, /16 to /20. */
  readonly cidr: string;
  /** Letters of the zones. A zone's addresses depend on its letter alone. */
  readonly zones: readonly string[];
  /**
   * How private subnets reach the internet. `single` (about $33 a month) stands in the first zone
   * and loses the way out with it; `per-zone` doesn't, and costs that much per zone; `none` leaves
   * the gateway endpoints of S3 and DynamoDB only.
   */
  readonly nat: "none" | "single" | "per-zone";
  /** Whether the public and the private subnets have IPv6 as well. @default false */
  readonly ipv6?: boolean;
}

/**
 * A VPC of three tiers: public (a route from and to the internet), private (a way out through NAT),
 * isolated (no way out at all, and a wall that only the private tier passes). Its default security group permits
 * nothing.
 */
export class Network extends Construct {
  readonly ref: NetworkRef;
  /** Ids of the route tables of the private subnets, by the letter of their zone. */
  readonly privateTables: ReadonlyMap<string, string>;
  private readonly props: NetworkProps;
  private readonly vpc: Vpc;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    this.props = props;
    this.vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      ...(props.ipv6 === true ? { assignGeneratedIpv6CidrBlock: true } : {}),
      tags: { Name: name("aws_vpc", props.environment) },
    });
    new DefaultSecurityGroup(this, "default-group", { vpcId: this.vpc.id });

    const subnets = {
      public: this.subnets("public"),
      private: this.subnets("private"),
      isolated: this.subnets("isolated"),
    };
    const throughNat = this.routeThroughNat(subnets.private, subnets.public);
    const internet = this.internetGateway();
    const tables = {
      public: this.routeToTheInternet(subnets.public, internet),
      isolated: this.table("isolated", subnets.isolated),
    };
    const isolated = idsOf(subnets.isolated);
    const acl = new IsolatedAcl(this, "isolated-acl", { ...props, vpcId: this.vpc.id, subnetIds: isolated });
    this.privateTables = idsOf(throughNat.tables);
    this.ref = {
      vpcId: this.vpc.id,
      publicSubnetIds: [...idsOf(subnets.public).values()],
      privateSubnetIds: [...idsOf(subnets.private).values()],
      isolatedSubnetIds: [...isolated.values()],
      isolatedAclId: acl.id,
      ipv6: props.ipv6 === true,
      waysOut: throughNat.routes.map((route) => route.id),
    };
    const ofServices = [...this.privateTables.values()];
    gatewayEndpoints(this, {
      ...props,
      vpcId: this.vpc.id,
      all: [tables.public.id, ...ofServices, tables.isolated.id],
      private: ofServices,
    });
    if (props.ipv6 === true) {
      new Ipv6Routes(this, "ipv6", {
        environment: props.environment,
        vpcId: this.vpc.id,
        internetGatewayId: internet.id,
        publicTable: tables.public.id,
        privateTables: this.privateTables,
      });
    }
  }

  private subnets(tier: Tier): Map<string, Subnet> {
    const { cidr, environment, region, zones, ipv6 } = this.props;
    return new Map(
      zones.map((zone) => [
        zone,
        new Subnet(this, `${tier}-${zone}`, {
          vpcId: this.vpc.id,
          cidrBlock: subnetCidr(cidr, tier, zone),
          ...(ipv6 === true ? ipv6Addresses(this.vpc, tier, zone) : {}),
          availabilityZone: `${region}${zone}`,
          tags: { Name: name("aws_vpc", environment, tier, zone), tier },
        }),
      ]),
    );
  }

  private internetGateway(): InternetGateway {
    return new InternetGateway(this, "internet", { vpcId: this.vpc.id, tags: { Name: this.props.environment } });
  }

  private routeToTheInternet(subnets: ReadonlyMap<string, Subnet>, gateway: InternetGateway): RouteTable {
    const table = this.table("public", subnets);
    new Route(this, "public-out", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
    return table;
  }

  /** A table per zone in every case, so that going from one NAT gateway to many moves no association. */
  private routeThroughNat(
    subnets: ReadonlyMap<string, Subnet>,
    entrances: ReadonlyMap<string, Subnet>,
  ): { readonly tables: ReadonlyMap<string, RouteTable>; readonly routes: readonly Route[] } {
    const gateways = this.natGateways(entrances);
    const tables = new Map(
      [...subnets].map(([zone, subnet]) => [zone, this.table(`private-${zone}`, new Map([[zone, subnet]]))] as const),
    );
    const routes = [...tables].flatMap(([zone, table]) => {
      const gateway = gateways.get(zone) ?? gateways.values().next().value;
      if (gateway === undefined) return [];
      const out = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id };
      return [new Route(this, `private-${zone}-out`, out)];
    });
    return { tables, routes };
  }

  private natGateways(entrances: ReadonlyMap<string, Subnet>): Map<string, NatGateway> {
    const { environment, nat } = this.props;
    const zones = { none: 0, single: 1, "per-zone": entrances.size }[nat];
    return new Map(
      [...entrances].slice(0, zones).map(([zone, subnet]) => {
        const tags = { Name: name("aws_vpc", environment, "nat", zone) };
        const address = new Eip(this, `nat-${zone}-address`, { domain: "vpc", tags });
        return [zone, new NatGateway(this, `nat-${zone}`, { allocationId: address.id, subnetId: subnet.id, tags })];
      }),
    );
  }

  private table(id: string, subnets: ReadonlyMap<string, Subnet>): RouteTable {
    const table = new RouteTable(this, `${id}-routes`, {
      vpcId: this.vpc.id,
      tags: { Name: name("aws_vpc", this.props.environment, id) },
    });
    for (const [zone, subnet] of subnets) {
      new RouteTableAssociation(this, `${id}-routes-${zone}`, { routeTableId: table.id, subnetId: subnet.id });
    }
    return table;
  }
}

function idsOf(resources: ReadonlyMap<string, { readonly id: string }>): ReadonlyMap<string, string> {
  return new Map([...resources].map(([zone, { id }]) => [zone, id]));
}

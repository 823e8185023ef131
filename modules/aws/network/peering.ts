import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection/index.js";
import { VpcPeeringConnectionAccepterA } from "@cdktf/provider-aws/lib/vpc-peering-connection-accepter/index.js";
import { VpcPeeringConnectionOptions } from "@cdktf/provider-aws/lib/vpc-peering-connection-options/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { rangeInId } from "../../core/ids.js";
import { name } from "../../core/names.js";

/** A VPC that the private subnets reach. */
export interface PeeringEnd {
  readonly vpc: string;
  readonly account: string;
  readonly region: string;
  readonly ranges: readonly string[];
  /** Its route tables that get a route back. */
  readonly routeTables: readonly string[];
  /** Provider of its account and region. */
  readonly provider: TerraformProvider;
}

export interface PeeringProps {
  readonly environment: string;
  /** What the other end is called here. */
  readonly peer: string;
  readonly vpcId: string;
  /** Range of the VPC. */
  readonly cidr: string;
  readonly region: string;
  /** Route tables of the private subnets, by zone. */
  readonly privateTables: ReadonlyMap<string, string>;
  readonly end: PeeringEnd;
  /** Whether each end resolves the other's public names to private addresses. */
  readonly dns: boolean;
}

/**
 * A connection to another VPC, with both of its ends: asked for here, accepted there, routes here and there. The
 * isolated and the public subnets have no part in it. The connection is free of charge, its traffic about $0.01 a GB.
 */
export class Peering extends Construct {
  constructor(scope: Construct, id: string, props: PeeringProps) {
    super(scope, id);
    const { cidr, privateTables, end, dns } = props;
    const active = this.connect(props);
    this.resolveNames(active, end.provider, dns);
    for (const [zone, routeTableId] of privateTables) {
      for (const range of end.ranges) this.route(`zone-${zone}-to-${rangeInId(range)}`, routeTableId, range, active);
    }
    for (const table of end.routeTables) this.route(`back-${table}`, table, cidr, active, end.provider);
  }

  /** Its id, known once it is accepted: nothing can be said of it before. */
  private connect({ environment, peer, vpcId, region, end }: PeeringProps): string {
    const connection = new VpcPeeringConnection(this, "connection", {
      vpcId,
      peerVpcId: end.vpc,
      peerOwnerId: end.account,
      // AWS shows a region of its own only for another one.
      ...(end.region === region ? {} : { peerRegion: end.region }),
      tags: { Name: name("aws_vpc", environment, "to", peer) },
    });
    return new VpcPeeringConnectionAccepterA(this, "accepter", {
      provider: end.provider,
      vpcPeeringConnectionId: connection.id,
      autoAccept: true,
      tags: { Name: name("aws_vpc", peer, "from", environment) },
    }).id;
  }

  private resolveNames(vpcPeeringConnectionId: string, provider: TerraformProvider, dns: boolean): void {
    new VpcPeeringConnectionOptions(this, "names-from-here", {
      vpcPeeringConnectionId,
      requester: { allowRemoteVpcDnsResolution: dns },
    });
    new VpcPeeringConnectionOptions(this, "names-from-there", {
      provider,
      vpcPeeringConnectionId,
      accepter: { allowRemoteVpcDnsResolution: dns },
    });
  }

  private route(id: string, routeTableId: string, range: string, connection: string, provider?: TerraformProvider) {
    new Route(this, id, {
      routeTableId,
      destinationCidrBlock: range,
      vpcPeeringConnectionId: connection,
      ...(provider === undefined ? {} : { provider }),
    });
  }
}

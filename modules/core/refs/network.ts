/** Where things may be placed. Subnets are listed in the order of the zones. */
export interface NetworkRef {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly isolatedSubnetIds: readonly string[];
  /** The network ACL around them, which admits the private subnets alone. Rules 1 to 99 are free for others. */
  readonly isolatedAclId: string;
  /** Whether the public and the private subnets have IPv6 as well. */
  readonly ipv6: boolean;
  /** Ids of the routes that lead out of the private subnets: what needs the world before it starts refers to them. */
  readonly waysOut: readonly string[];
}

/** Hosts of a network elsewhere, beyond a peering or a VPN, that a service reaches. */
export interface RemoteRef {
  /** What that network is called here, for instance `old`. */
  readonly name: string;
  readonly ranges: readonly string[];
  /** TCP ports on which they listen. */
  readonly ports: readonly number[];
}

/** Something that opens or accepts connections: one end of an `Allow`. */
export interface PeerRef {
  /** How the other end's rule describes it, for instance `service api`. */
  readonly label: string;
  readonly securityGroupId: string;
}

/** A store or an internal service that listens under a name of its own: where a bastion may lead. */
export interface ReachableRef {
  readonly kind: "store" | "service";
  readonly name: string;
  /** Resolves inside the VPC. */
  readonly host: string;
  readonly port: number;
  readonly securityGroupId: string;
}

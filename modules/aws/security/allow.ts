import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import { Construct } from "constructs";
import type { PeerRef } from "../../core/refs/network.js";

interface Purposeful {
  /** TCP port on which the far end listens. */
  readonly port: number;
  /** What the connection is for, in the words of the person who reads the console. */
  readonly purpose: string;
}

/** One permitted connection. There is no "all": a second port is a second rule. */
export interface Connection extends Purposeful {
  readonly from: PeerRef;
  readonly to: PeerRef;
}

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

const cidr = (range: string) => (range.includes(":") ? { cidrIpv6: range } : { cidrIpv4: range });

/**
 * Permits one connection between two groups by writing both of its sides.
 *
 * This file is the only place where rules are made. They are standalone resources because the AWS
 * provider turns a mix with inline rules into an endless diff.
 */
export class Allow extends Construct {
  constructor(scope: Construct, id: string, { from, to, port, purpose }: Connection) {
    super(scope, id);
    new VpcSecurityGroupEgressRule(this, "out", {
      ...tcp(port),
      securityGroupId: from.securityGroupId,
      referencedSecurityGroupId: to.securityGroupId,
      description: `to ${to.label}: ${purpose}`,
    });
    new VpcSecurityGroupIngressRule(this, "in", {
      ...tcp(port),
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      description: `from ${from.label}: ${purpose}`,
    });
  }
}

/**
 * The ports that Docker gives to containers on a Linux host that share its interface.
 * Source: Amazon ECS API reference, `PortMapping`, hostPort 0 (the ephemeral ports begin at 32768).
 */
const DYNAMIC_PORTS = { ipProtocol: "tcp", fromPort: 32_768, toPort: 65_535 };

/**
 * Permits one group to reach the containers on a group of instances, whichever ports Docker gave them. The
 * one range that there is: nobody knows the port before the container runs.
 */
export class AllowToContainers extends Construct {
  constructor(scope: Construct, id: string, { from, to, purpose }: Omit<Connection, "port">) {
    super(scope, id);
    new VpcSecurityGroupEgressRule(this, "out", {
      ...DYNAMIC_PORTS,
      securityGroupId: from.securityGroupId,
      referencedSecurityGroupId: to.securityGroupId,
      description: `to ${to.label}: ${purpose}`,
    });
    new VpcSecurityGroupIngressRule(this, "in", {
      ...DYNAMIC_PORTS,
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      description: `from ${from.label}: ${purpose}`,
    });
  }
}

/** Lets the whole internet in on one port: for the public entrance and nothing else. */
export class AllowFromAnywhere extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      to,
      port,
      purpose,
      ipv6 = false,
    }: Purposeful & {
      readonly to: PeerRef;
      /** Whether it may come by IPv6, too. @default false */
      readonly ipv6?: boolean;
    },
  ) {
    super(scope, id);
    const common = { ...tcp(port), securityGroupId: to.securityGroupId, description: `from anywhere: ${purpose}` };
    new VpcSecurityGroupIngressRule(this, "in", { ...common, cidrIpv4: "0.0.0.0/0" });
    if (ipv6) new VpcSecurityGroupIngressRule(this, "in-ipv6", { ...common, cidrIpv6: "::/0" });
  }
}

/**
 * Lets the addresses of one of AWS's own lists in on one port. It counts as one rule for each address that the list may
 * hold: CloudFront's takes 55 of the 60 rules of a group.
 */
export class AllowFromPrefixList extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { from, to, port, purpose }: Purposeful & { readonly from: PrefixList; readonly to: PeerRef },
  ) {
    super(scope, id);
    new VpcSecurityGroupIngressRule(this, "in", {
      ...tcp(port),
      securityGroupId: to.securityGroupId,
      prefixListId: from.id,
      description: `from ${from.label}: ${purpose}`,
    });
  }
}

/** A list of addresses that AWS keeps. */
interface PrefixList {
  readonly label: string;
  readonly id: string;
}

/** Lets an address range in on one port: the VPC's own, or one that a person has named, of IPv4 or IPv6. */
export class AllowFromRange extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { to, range, port, purpose }: Purposeful & { readonly to: PeerRef; readonly range: string },
  ) {
    super(scope, id);
    new VpcSecurityGroupIngressRule(this, "in", {
      ...tcp(port),
      ...cidr(range),
      securityGroupId: to.securityGroupId,
      description: `from ${range}: ${purpose}`,
    });
  }
}

/** Lets a group out to an address range on one port; who is there lets it in, or doesn't. */
export class AllowToRange extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { from, range, port, purpose }: Purposeful & { readonly from: PeerRef; readonly range: string },
  ) {
    super(scope, id);
    new VpcSecurityGroupEgressRule(this, "out", {
      ...tcp(port),
      ...cidr(range),
      securityGroupId: from.securityGroupId,
      description: `to ${range}: ${purpose}`,
    });
  }
}

/** Lets a group out to the whole internet on one port. */
export class AllowToAnywhere extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      from,
      port,
      purpose,
      ipv6 = false,
    }: Purposeful & {
      readonly from: PeerRef;
      /** Whether over IPv6 as well. @default false */
      readonly ipv6?: boolean;
    },
  ) {
    super(scope, id);
    const common = { ...tcp(port), securityGroupId: from.securityGroupId, description: `to anywhere: ${purpose}` };
    new VpcSecurityGroupEgressRule(this, "out", { ...common, cidrIpv4: "0.0.0.0/0" });
    if (ipv6) new VpcSecurityGroupEgressRule(this, "out-ipv6", { ...common, cidrIpv6: "::/0" });
  }
}

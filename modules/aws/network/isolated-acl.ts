import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl/index.js";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association/index.js";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule/index.js";
import { Construct } from "constructs";
import { tierCidr } from "../../core/cidr.js";
import { name } from "../../core/names.js";

export interface IsolatedAclProps {
  readonly environment: string;
  readonly vpcId: string;
  /** Range of the VPC. */
  readonly cidr: string;
  /** The isolated subnets, by the letter of their zone. */
  readonly subnetIds: ReadonlyMap<string, string>;
}

/** Ports from which clients ask. Source: Amazon VPC user guide, "Ephemeral ports". */
const EPHEMERAL = { fromPort: 1024, toPort: 65_535 };
const ALL_PORTS = { fromPort: 0, toPort: 65_535 };

/** Tiers that exchange packets with the isolated one, each with the number of its rules. */
const NEIGHBOURS = [
  ["private", 100],
  ["isolated", 200],
] as const;

/**
 * The wall around the isolated subnets: whatever a route or a security group permits, they exchange packets with the
 * private subnets and with each other, as the nodes of a cache do, and with nobody else. A network ACL has no memory,
 * so answers are permitted by the ports that clients ask from.
 *
 * The rules name the addresses of a whole tier, so that a new zone changes none of them. Names still resolve: no ACL
 * stands between a subnet and the VPC's resolver. Free of charge.
 */
export class IsolatedAcl extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { environment, vpcId, cidr, subnetIds }: IsolatedAclProps) {
    super(scope, id);
    const acl = new NetworkAcl(this, "acl", { vpcId, tags: { Name: name("aws_vpc", environment, "isolated") } });
    this.id = acl.id;
    const rules = NEIGHBOURS.flatMap(([tier, ruleNumber]) => {
      const cidrBlock = tierCidr(cidr, tier);
      const allow = { networkAclId: acl.id, ruleNumber, ruleAction: "allow", protocol: "tcp", cidrBlock };
      return [
        new NetworkAclRule(this, `from-${tier}`, { ...allow, ...ALL_PORTS, egress: false }),
        new NetworkAclRule(this, `to-${tier}`, { ...allow, ...EPHEMERAL, egress: true }),
      ];
    });
    for (const [zone, subnetId] of subnetIds) {
      // Without its rules an ACL permits nothing: connections would break until they stand.
      new NetworkAclAssociation(this, `zone-${zone}`, { networkAclId: acl.id, subnetId, dependsOn: rules });
    }
  }
}

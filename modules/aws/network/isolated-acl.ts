import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl/index.js";
import { NetworkAclAssociation } from "@cdktf/provider-aws/lib/network-acl-association/index.js";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule/index.js";
import { Construct } from "constructs";
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

/**
 * The isolated subnets exchange packets with the VPC's own addresses and no others: what connects from there, and
 * answers to it. A network ACL has no memory, so answers are permitted by the ports that clients ask from; the same
 * rule lets stores of the tier reach each other, as the nodes of a cache do.
 *
 * S3's addresses are the world's: databases can't load from it or save to it through this ACL. Names still resolve:
 * no ACL stands between a subnet and the VPC's resolver.
 */
export class IsolatedAcl extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, cidr, subnetIds }: IsolatedAclProps) {
    super(scope, id);
    const acl = new NetworkAcl(this, "acl", { vpcId, tags: { Name: name("aws_vpc", environment, "isolated") } });
    const allow = { networkAclId: acl.id, ruleNumber: 100, ruleAction: "allow", protocol: "tcp", cidrBlock: cidr };
    const rules = [
      new NetworkAclRule(this, "in", { ...allow, ...ALL_PORTS, egress: false }),
      new NetworkAclRule(this, "answers", { ...allow, ...EPHEMERAL, egress: true }),
    ];
    for (const [zone, subnetId] of subnetIds) {
      // Without its rules an ACL permits nothing: connections would break until they stand.
      new NetworkAclAssociation(this, `zone-${zone}`, { networkAclId: acl.id, subnetId, dependsOn: rules });
    }
  }
}

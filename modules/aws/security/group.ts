import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { PeerRef } from "../../core/refs/network.js";

export interface GroupProps {
  readonly environment: string;
  readonly vpcId: string;
  /** What it stands for, for instance `service api`; also how the rules of others describe it. */
  readonly label: string;
}

/** A security group that permits nothing until an `Allow` names it. */
export class Group extends Construct {
  readonly ref: PeerRef;

  constructor(scope: Construct, id: string, { environment, vpcId, label }: GroupProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      namePrefix: `${name("aws_security_group", environment, label.replaceAll(" ", "-"))}-`,
      description: `${environment}: ${label}`,
      vpcId,
      // A group in use can't be deleted: its successor must stand before it goes.
      lifecycle: { createBeforeDestroy: true },
    });
    this.ref = { label, securityGroupId: group.id };
  }
}

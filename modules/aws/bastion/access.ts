import { Construct } from "constructs";
import { rangeInId } from "../../core/ids.js";
import type { PeerRef, ReachableRef } from "../../core/refs/network.js";
import { Allow, AllowFromRange, AllowToAnywhere, AllowToRange } from "../security/allow.js";

/** How people get to a bastion, and with that where it stands. */
export type Way =
  /** Through Systems Manager, to which it connects itself: nothing is open, and it has no address. */
  | { readonly by: "session-manager"; readonly over: "internet" | EndpointRange }
  /** By SSH, at an address of its own, from these ranges alone; keys come through EC2 Instance Connect. */
  | { readonly by: "ssh"; readonly from: readonly string[] };

/** The range of the VPC, in which the interface endpoints of Systems Manager are. */
interface EndpointRange {
  readonly endpoints: string;
}

export interface AccessProps {
  readonly bastion: PeerRef;
  readonly way: Way;
  readonly targets: readonly ReachableRef[];
}

const SSH = 22;
const HTTPS = 443;

/** Every connection of a bastion, and no other: the way in, and one rule for each thing that it leads to. */
export class Access extends Construct {
  constructor(scope: Construct, id: string, { bastion, way, targets }: AccessProps) {
    super(scope, id);
    if (way.by === "ssh") {
      for (const range of way.from) {
        new AllowFromRange(this, `ssh-from-${rangeInId(range)}`, { to: bastion, range, port: SSH, purpose: "SSH" });
      }
    } else if (way.over === "internet") {
      new AllowToAnywhere(this, "systems-manager", { from: bastion, port: HTTPS, purpose: "Systems Manager" });
    } else {
      const range = way.over.endpoints;
      new AllowToRange(this, "systems-manager", { from: bastion, range, port: HTTPS, purpose: "Systems Manager" });
    }
    for (const { kind, name, securityGroupId, port } of targets) {
      const to = { label: `${kind} ${name}`, securityGroupId };
      new Allow(this, `to-${kind}-${name}`, { from: bastion, to, port, purpose: "people" });
    }
  }
}

import { Eip } from "@cdktf/provider-aws/lib/eip/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { InstanceRecovery } from "../compute/instance-recovery.js";
import { Bastion, type BastionProps, overV4 } from "./bastion.js";

export interface StandingBastionProps extends Omit<BastionProps, "role" | "until"> {
  readonly region: string;
}

const ROLE = "bastion";

/**
 * A bastion that stays: about $3 a month, and where it's reached by SSH $4 more for the elastic address, under which it
 * is found again whatever becomes of the instance. EC2 recovers and reboots it by itself.
 */
export class StandingBastion extends Construct {
  readonly instanceId: string;
  /** @default - reached by Session Manager, it has none */
  readonly address?: string;

  constructor(scope: Construct, id: string, { region, ...props }: StandingBastionProps) {
    super(scope, id);
    const { environment, way } = props;
    const { instanceId, address } = new Bastion(this, "bastion", { ...props, role: ROLE });
    new InstanceRecovery(this, "recovery", { environment, region, role: ROLE, instanceId });
    this.instanceId = instanceId;
    if (way.by !== "ssh") return;
    this.address = overV4(way) ? this.elasticAddress(environment) : address;
  }

  private elasticAddress(environment: string): string {
    const tags = { Name: name("aws_vpc", environment, ROLE) };
    return new Eip(this, "address", { domain: "vpc", instance: this.instanceId, tags }).publicIp;
  }
}

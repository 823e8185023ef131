import type { Construct } from "constructs";
import type { NetworkConfig } from "../environments/schema/network/network.js";
import type { Way } from "../modules/aws/bastion/access.js";
import { StandingBastion } from "../modules/aws/bastion/standing-bastion.js";
import type { ReachableRef } from "../modules/core/refs/network.js";
import type { Shared } from "./shared.js";

export interface PermanentBastionProps extends Pick<Shared, "environment" | "network"> {
  readonly reachable: readonly ReachableRef[];
}

/** The bastion that an environment asks for, and where it's found; without being asked, none. */
export function buildPermanentBastion(
  scope: Construct,
  { environment, network, reachable }: PermanentBastionProps,
): { readonly instanceId: string; readonly address?: string } | undefined {
  const { name, region, bastion: config, network: settings } = environment;
  if (config === undefined) return undefined;
  const way = wayOf(settings, config.from);
  const [publicSubnet = ""] = network.publicSubnetIds;
  const [privateSubnet = ""] = network.privateSubnetIds;
  const { instanceId, address } = new StandingBastion(scope, "bastion", {
    environment: name,
    region,
    vpcId: network.vpcId,
    isolatedAclId: network.isolatedAclId,
    subnetId: way.by === "ssh" ? publicSubnet : privateSubnet,
    way,
    targets: reachable.filter((target) => config.to.includes(target.name)),
    instanceType: config.instance,
  });
  return { instanceId, ...(address === undefined ? {} : { address }) };
}

/** By SSH where people say from where they come, else through Systems Manager, over what the network has. */
export function wayOf({ nat, cidr }: Pick<NetworkConfig, "nat" | "cidr">, from: readonly string[]): Way {
  if (from.length > 0) return { by: "ssh", from };
  return { by: "session-manager", over: nat === "none" ? { endpoints: cidr } : "internet" };
}

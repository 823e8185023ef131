import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef, ReachableRef } from "../../core/refs/network.js";

/**
 * What an environment tells stacks that come and go beside it, as SSM parameters under `/gantry/<environment>/`: where
 * something may be placed, and what listens where. Never a secret. Each is a promise: it may be added to.
 */
export interface EnvironmentContract {
  readonly network: PlacesRef;
  readonly reachable: readonly ReachableRef[];
}

/** The VPC, the subnets in the order of their zones, and what stands around the stores. */
type PlacesRef = Pick<NetworkRef, "vpcId" | "publicSubnetIds" | "privateSubnetIds" | "isolatedAclId">;

/** Publishes the contract of an environment. Standard parameters are free of charge. */
export class PublishEnvironment extends Construct {
  constructor(scope: Construct, id: string, environment: string, { network, reachable }: EnvironmentContract) {
    super(scope, id);
    const { vpcId, publicSubnetIds, privateSubnetIds, isolatedAclId } = network;
    const places: PlacesRef = { vpcId, publicSubnetIds, privateSubnetIds, isolatedAclId };
    this.publish("network", networkOf(environment), places);
    for (const { kind, name, host, port, securityGroupId } of reachable) {
      this.publish(`${kind}-${name}`, reachableOf(environment, { kind, name }), { host, port, securityGroupId });
    }
  }

  private publish(id: string, parameter: string, value: object): void {
    new SsmParameter(this, id, { name: parameter, type: "String", value: JSON.stringify(value) });
  }
}

/** Where an environment's network lets something be placed: the first of its private or of its public subnets. */
export function readPlace(scope: Construct, environment: string, tier: "public" | "private"): PlaceRef {
  const network = read(scope, "network", networkOf(environment));
  const subnets = Fn.lookup(network, `${tier}SubnetIds`) as string[];
  return {
    vpcId: text(network, "vpcId"),
    subnetId: Token.asString(Fn.element(subnets, 0)),
    isolatedAclId: text(network, "isolatedAclId"),
  };
}

interface PlaceRef extends Pick<NetworkRef, "vpcId" | "isolatedAclId"> {
  readonly subnetId: string;
}

/** What listens under a name. Terraform fails with the parameter's name when the environment doesn't offer it. */
export function readReachable(scope: Construct, environment: string, asked: Asked): ReachableRef {
  const found = read(scope, `${asked.kind}-${asked.name}`, reachableOf(environment, asked));
  return {
    ...asked,
    host: text(found, "host"),
    port: Token.asNumber(Fn.lookup(found, "port")),
    securityGroupId: text(found, "securityGroupId"),
  };
}

type Asked = Pick<ReachableRef, "kind" | "name">;

/** Not `value`, which Terraform takes for a secret whatever is in it, and would hide with all that follows from it. */
function read(scope: Construct, id: string, parameter: string): unknown {
  return Fn.jsondecode(new DataAwsSsmParameter(scope, id, { name: parameter }).insecureValue);
}

function text(of: unknown, key: string): string {
  return Token.asString(Fn.lookup(of, key));
}

function networkOf(environment: string): string {
  return name("aws_ssm_parameter", "/gantry", environment, "network");
}

function reachableOf(environment: string, { kind, name: target }: Asked): string {
  return name("aws_ssm_parameter", "/gantry", environment, "reachable", `${kind}s`, target);
}

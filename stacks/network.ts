import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { PeeringConfig } from "../environments/schema/network/peering.js";
import { FlowLogs } from "../modules/aws/network/flow-logs.js";
import { InterfaceEndpoints } from "../modules/aws/network/interface-endpoints.js";
import { Network } from "../modules/aws/network/network.js";
import { Peering } from "../modules/aws/network/peering.js";
import { Vpns } from "../modules/aws/network/vpns.js";
import type { NetworkRef } from "../modules/core/refs/network.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface NetworkProps extends Pick<Shared, "environment" | "organization" | "lifecycle"> {
  /** A provider of the other end of a peering. */
  readonly providerOf: (alias: string, account: string, region: string) => TerraformProvider;
}

/** The VPC of an environment, and all that leads out of it. */
export function buildNetwork(scope: Construct, props: NetworkProps): NetworkRef {
  const { environment, organization, lifecycle } = props;
  const { name, account, region, network: config } = environment;
  const common = { environment: name, region };
  const network = new Network(scope, "network", { ...common, ...config });
  const { vpcId } = network.ref;
  const here = { ...common, vpcId, cidr: config.cidr, privateTables: network.privateTables };

  if (config.flowLogs !== undefined) {
    const retentionDays = LOG_RETENTION_DAYS[lifecycle];
    new FlowLogs(scope, "flow-logs", {
      ...common,
      ...config.flowLogs,
      organization: organization.name,
      account,
      vpcId,
      retentionDays,
    });
  }
  for (const [peer, { dns, ...end }] of Object.entries(config.peerings)) {
    new Peering(scope, `peering-${peer}`, { ...here, peer, dns, end: endOf(peer, end, props) });
  }
  if (Object.keys(config.vpns).length > 0) new Vpns(scope, "vpns", { ...here, vpns: config.vpns });
  if (config.endpoints.length === 0) return network.ref;
  const { ids } = new InterfaceEndpoints(scope, "endpoints", {
    ...common,
    network: network.ref,
    cidr: config.cidr,
    services: config.endpoints,
  });
  return { ...network.ref, waysOut: [...network.ref.waysOut, ...ids] };
}

function endOf(peer: string, end: Omit<PeeringConfig, "dns">, { environment, providerOf }: NetworkProps) {
  const { account, region } = { ...environment, ...end };
  return { ...end, account, region, provider: providerOf(`peer-${peer}`, account, region) };
}

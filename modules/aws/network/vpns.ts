import { CustomerGateway } from "@cdktf/provider-aws/lib/customer-gateway/index.js";
import { VpnConnection } from "@cdktf/provider-aws/lib/vpn-connection/index.js";
import { VpnConnectionRoute } from "@cdktf/provider-aws/lib/vpn-connection-route/index.js";
import { VpnGateway } from "@cdktf/provider-aws/lib/vpn-gateway/index.js";
import { VpnGatewayRoutePropagation } from "@cdktf/provider-aws/lib/vpn-gateway-route-propagation/index.js";
import { Construct } from "constructs";
import { rangeInId } from "../../core/ids.js";
import { name } from "../../core/names.js";

interface Device {
  /** Public address of the device. */
  readonly address: string;
  /** Inside addresses of the tunnels. @default - AWS chooses */
  readonly tunnels?: readonly [string, string];
}

/** A device at the other end: what is behind it is either written down or announced by it. */
export type Vpn = Device &
  (
    | { readonly routing: "static"; readonly ranges: readonly string[] }
    | { readonly routing: "bgp"; readonly asn: number }
  );

export interface VpnsProps {
  readonly environment: string;
  readonly vpcId: string;
  /** Route tables of the private subnets, by zone. */
  readonly privateTables: ReadonlyMap<string, string>;
  /** By what they are called here. */
  readonly vpns: Readonly<Record<string, Vpn>>;
}

/** A static device never shows it; AWS asks for one all the same, and this is its default. */
const STATIC_ASN = 65_000;

/**
 * Networks elsewhere, over IPsec: one gateway at the VPC, and a connection of two tunnels to each. The private subnets
 * learn what is behind them as the gateway does. About $36 a month each, and the traffic.
 */
export class Vpns extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, privateTables, vpns }: VpnsProps) {
    super(scope, id);
    const gateway = new VpnGateway(this, "gateway", { vpcId, tags: { Name: name("aws_vpc", environment, "vpn") } });
    for (const [zone, routeTableId] of privateTables) {
      new VpnGatewayRoutePropagation(this, `zone-${zone}`, { vpnGatewayId: gateway.id, routeTableId });
    }
    for (const [called, vpn] of Object.entries(vpns)) this.connect(called, vpn, gateway.id, environment);
  }

  private connect(called: string, vpn: Vpn, vpnGatewayId: string, environment: string): void {
    const tags = { Name: name("aws_vpc", environment, "vpn", called) };
    const device = new CustomerGateway(this, `${called}-device`, {
      type: "ipsec.1",
      ipAddress: vpn.address,
      bgpAsn: String(vpn.routing === "bgp" ? vpn.asn : STATIC_ASN),
      tags,
    });
    const connection = new VpnConnection(this, called, {
      vpnGatewayId,
      customerGatewayId: device.id,
      type: device.type,
      staticRoutesOnly: vpn.routing === "static",
      // Else they would stand in the state.
      presharedKeyStorage: "SecretsManager",
      ...tunnelsOf(vpn),
      tags,
    });
    if (vpn.routing === "bgp") return;
    for (const range of vpn.ranges) {
      new VpnConnectionRoute(this, `${called}-to-${rangeInId(range)}`, {
        vpnConnectionId: connection.id,
        destinationCidrBlock: range,
      });
    }
  }
}

function tunnelsOf({ tunnels }: Device) {
  const versions = { tunnel1IkeVersions: ["ikev2"], tunnel2IkeVersions: ["ikev2"] };
  if (tunnels === undefined) return versions;
  return { ...versions, tunnel1InsideCidr: tunnels[0], tunnel2InsideCidr: tunnels[1] };
}

import { describe, expect, it } from "vitest";
import { type Vpn, Vpns } from "../../../../modules/aws/network/vpns.js";
import { synth } from "../../../support/synth.js";

const office: Vpn = { routing: "static", address: "203.0.113.10", ranges: ["192.168.0.0/24", "192.168.4.0/24"] };
const factory: Vpn = {
  routing: "bgp",
  address: "203.0.113.20",
  asn: 64_600,
  tunnels: ["169.254.10.0/30", "169.254.10.4/30"],
};

const vpns = (vpns: Readonly<Record<string, Vpn>>) =>
  synth((scope) => {
    const privateTables = new Map([
      ["a", "table-a"],
      ["b", "table-b"],
    ]);
    new Vpns(scope, "vpns", { environment: "staging", vpcId: "vpc-1", privateTables, vpns });
  });

describe("VPNs", () => {
  const stack = vpns({ office, factory });

  it("share one gateway, from which the private tables learn the way", () => {
    expect(stack.one("aws_vpn_gateway")).toMatchObject({ vpc_id: "vpc-1" });
    const learning = stack.all("aws_vpn_gateway_route_propagation");
    expect(learning.map((one) => one["route_table_id"])).toEqual(["table-a", "table-b"]);
  });

  it("write down what is behind a device that announces nothing", () => {
    expect(stack.at("aws_vpn_connection", "vpns/office")).toMatchObject({
      static_routes_only: true,
      customer_gateway_id: "${vpns/office-device.id}",
    });
    const routes = stack.all("aws_vpn_connection_route");
    expect(routes.map((one) => [one["vpn_connection_id"], one["destination_cidr_block"]])).toEqual([
      ["${vpns/office.id}", "192.168.0.0/24"],
      ["${vpns/office.id}", "192.168.4.0/24"],
    ]);
  });

  it("take over what a device announces", () => {
    expect(stack.at("aws_customer_gateway", "vpns/factory-device")).toMatchObject({
      bgp_asn: "64600",
      ip_address: "203.0.113.20",
    });
    expect(stack.at("aws_vpn_connection", "vpns/factory")).toMatchObject({
      static_routes_only: false,
      tunnel1_inside_cidr: "169.254.10.0/30",
      tunnel2_inside_cidr: "169.254.10.4/30",
    });
  });

  it("keep their keys in Secrets Manager and speak IKEv2 alone", () => {
    for (const connection of stack.all("aws_vpn_connection")) {
      expect(connection).toMatchObject({
        preshared_key_storage: "SecretsManager",
        tunnel1_ike_versions: ["ikev2"],
        tunnel2_ike_versions: ["ikev2"],
      });
      expect(Object.keys(connection).filter((key) => key.endsWith("preshared_key"))).toEqual([]);
    }
  });

  it("change nothing that stands when one is added", () => {
    expect(stack.resources()).toEqual(expect.arrayContaining([...vpns({ office }).resources()]));
  });
});

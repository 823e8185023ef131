import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";
import { fullNetwork } from "../support/networks.js";
import type { Placed, Synthesized } from "../support/synth.js";

function staging(changes: Changes = {}): Synthesized {
  return changedStack(changes);
}

const before = staging();

/** What stood and isn't as it was, and how much came to it. */
function changesOf(after: Synthesized): { readonly changed: readonly string[]; readonly types: readonly string[] } {
  const now = new Map(after.resources().map((one) => [one.address, one]));
  const stood = new Set(before.resources().map(({ address }) => address));
  const isOther = ({ address, resource }: Placed) =>
    JSON.stringify(now.get(address)?.resource) !== JSON.stringify(resource);
  return {
    // A dashboard shows what there is: it follows every monitor.
    changed: before
      .resources()
      .filter((one) => one.type !== "datadog_dashboard_json" && isOther(one))
      .map(({ path }) => path),
    types: [...new Set([...now.values()].filter(({ address }) => !stood.has(address)).map(({ type }) => type))].sort(),
  };
}

const only = (setting: string) => ({ [`staging.network.${setting}`]: fullNetwork[`staging.network.${setting}`] });

describe("a setting of a network that is added to a running environment", () => {
  it.each<readonly [setting: string, types: readonly string[]]>([
    [
      "peerings",
      [
        "aws_route",
        "aws_vpc_peering_connection",
        "aws_vpc_peering_connection_accepter",
        "aws_vpc_peering_connection_options",
      ],
    ],
    [
      "vpns",
      [
        "aws_customer_gateway",
        "aws_vpn_connection",
        "aws_vpn_connection_route",
        "aws_vpn_gateway",
        "aws_vpn_gateway_route_propagation",
        "datadog_monitor",
      ],
    ],
    ["endpoints", ["aws_security_group", "aws_vpc_endpoint", "aws_vpc_security_group_ingress_rule"]],
    [
      "flowLogs",
      [
        "aws_cloudwatch_log_group",
        "aws_flow_log",
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_kms_alias",
        "aws_kms_key",
      ],
    ],
  ])("only adds: %s", (setting, types) => {
    expect(changesOf(staging(only(setting)))).toEqual({ changed: [], types });
  });

  it("changes the VPC and its subnets in place: ipv6", () => {
    const { changed, types } = changesOf(staging(only("ipv6")));
    expect(changed).toEqual([
      "network/private-a",
      "network/private-b",
      "network/public-a",
      "network/public-b",
      "network/vpc",
      // They are deployed after their rules, of which there are more.
      "service-api/service",
      "service-web/service",
    ]);
    expect(types).toEqual(["aws_egress_only_internet_gateway", "aws_route", "aws_vpc_security_group_egress_rule"]);
  });
});

describe("the other end of a peering", () => {
  it("is written by a provider of its own account and region", () => {
    const { provider = {} } = staging(only("peerings")).json;
    expect(provider["aws"]).toContainEqual(
      expect.objectContaining({ alias: "peer-old", region: "eu-west-1", allowed_account_ids: ["333333333333"] }),
    );
  });
});

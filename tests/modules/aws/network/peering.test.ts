import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { describe, expect, it } from "vitest";
import { Peering, type PeeringEnd } from "../../../../modules/aws/network/peering.js";
import { synth } from "../../../support/synth.js";

const OTHER = "aws.other";

const peering = (end: Partial<PeeringEnd> = {}, dns = true) =>
  synth((scope) => {
    const provider = new AwsProvider(scope, "aws-other", { alias: "other" });
    new Peering(scope, "peering", {
      environment: "staging",
      peer: "old",
      vpcId: "vpc-1",
      cidr: "10.20.0.0/16",
      region: "eu-west-1",
      privateTables: new Map([
        ["a", "table-a"],
        ["b", "table-b"],
      ]),
      end: {
        vpc: "vpc-2",
        account: "444444444444",
        region: "eu-west-1",
        ranges: ["10.60.0.0/16", "10.61.0.0/16"],
        routeTables: ["rtb-0a1b2c3d"],
        ...end,
        provider,
      },
      dns,
    });
  });

/** Where each route leads, and by which provider it is made. */
const routes = (stack: ReturnType<typeof peering>) =>
  stack
    .all("aws_route")
    .map((one) => [one["route_table_id"], one["destination_cidr_block"], one["provider"] ?? "aws"].join(" "))
    .sort();

describe("a peering", () => {
  it("is asked for here and accepted there", () => {
    const stack = peering();
    expect(stack.one("aws_vpc_peering_connection")).toEqual({
      vpc_id: "vpc-1",
      peer_vpc_id: "vpc-2",
      peer_owner_id: "444444444444",
      tags: { Name: "staging-to-old" },
    });
    expect(stack.one("aws_vpc_peering_connection_accepter")).toEqual({
      provider: OTHER,
      vpc_peering_connection_id: "${peering/connection.id}",
      auto_accept: true,
      tags: { Name: "old-from-staging" },
    });
  });

  it("names the other region only where there is one", () => {
    expect(peering({ region: "us-east-1" }).one("aws_vpc_peering_connection")).toMatchObject({
      peer_region: "us-east-1",
    });
  });

  it("leads from every private table to every range, and back from the tables that are named", () => {
    const stack = peering();
    expect(routes(stack)).toEqual([
      `rtb-0a1b2c3d 10.20.0.0/16 ${OTHER}`,
      "table-a 10.60.0.0/16 aws",
      "table-a 10.61.0.0/16 aws",
      "table-b 10.60.0.0/16 aws",
      "table-b 10.61.0.0/16 aws",
    ]);
    for (const route of stack.all("aws_route")) {
      expect(route["vpc_peering_connection_id"]).toBe("${peering/accepter.id}");
    }
    expect(routes(peering({ routeTables: [] })).filter((route) => route.endsWith(OTHER))).toEqual([]);
  });

  it.each([true, false])("resolves names at both ends alike: %s", (dns) => {
    const options = peering({}, dns).all("aws_vpc_peering_connection_options");
    const allowed = { allow_remote_vpc_dns_resolution: dns };
    const vpc_peering_connection_id = "${peering/accepter.id}";
    expect(options).toEqual([
      { vpc_peering_connection_id, requester: allowed },
      { vpc_peering_connection_id, accepter: allowed, provider: OTHER },
    ]);
  });

  it("changes nothing that stands when a range is added", () => {
    const before = peering({ ranges: ["10.61.0.0/16"] }).resources();
    expect(peering({ ranges: ["10.60.0.0/16", "10.61.0.0/16"] }).resources()).toEqual(
      expect.arrayContaining([...before]),
    );
  });
});

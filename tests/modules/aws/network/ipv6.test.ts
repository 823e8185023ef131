import { describe, expect, it } from "vitest";
import { Network } from "../../../../modules/aws/network/network.js";
import { synth } from "../../../support/synth.js";

const network = (zones: readonly string[], ipv6?: boolean) =>
  synth((scope) => {
    const place = { environment: "staging", region: "eu-west-1", cidr: "10.20.0.0/16", zones };
    new Network(scope, "network", { ...place, nat: "single", ...(ipv6 === undefined ? {} : { ipv6 }) });
  });

/** `${cidrsubnet(${network/vpc.ipv6_cidr_block}, 8, 9)}` → 9, the number of the /64 among those of the VPC. */
const numberOf = (range: unknown) => Number(/, (\d+)\)\}$/.exec(String(range))?.[1]);

const numbers = (zones: readonly string[]) =>
  Object.fromEntries(
    network(zones, true)
      .resources()
      .filter(({ type, resource }) => type === "aws_subnet" && "ipv6_cidr_block" in resource)
      .map(({ path, resource }) => [path.replace("network/", ""), numberOf(resource["ipv6_cidr_block"])]),
  );

describe("IPv6", () => {
  it("is there by choice", () => {
    for (const stack of [network(["a", "b"]), network(["a", "b"], false)]) {
      expect(stack.one("aws_vpc")).not.toHaveProperty("assign_generated_ipv6_cidr_block");
      expect(stack.all("aws_egress_only_internet_gateway")).toEqual([]);
      expect(stack.all("aws_subnet").filter((one) => "ipv6_cidr_block" in one)).toEqual([]);
    }
    expect(network(["a", "b"], true).one("aws_vpc")).toMatchObject({ assign_generated_ipv6_cidr_block: true });
  });

  it("gives every public and private subnet a /64 by the letter of its zone, and stores none", () => {
    const expected = { "private-a": 8, "private-b": 9, "public-a": 0, "public-b": 1 };
    expect(numbers(["a", "b"])).toEqual(expected);
    expect(numbers(["c", "b", "a"])).toMatchObject({ ...expected, "public-c": 2, "private-c": 10 });
  });

  it("leads both ways from the public subnets, and out alone from the private ones", () => {
    const routes = network(["a", "b"], true)
      .all("aws_route")
      .filter((route) => route["destination_ipv6_cidr_block"] === "::/0");
    expect(routes.map((one) => [one["route_table_id"], one["gateway_id"] ?? one["egress_only_gateway_id"]])).toEqual([
      ["${network/private-a-routes.id}", "${network/ipv6/gateway.id}"],
      ["${network/private-b-routes.id}", "${network/ipv6/gateway.id}"],
      ["${network/public-routes.id}", "${network/internet.id}"],
    ]);
  });

  it("changes the VPC and its subnets in place, and adds the rest", () => {
    const before = network(["a", "b"]).resources();
    const after = new Map(
      network(["a", "b"], true)
        .resources()
        .map((one) => [one.address, one.resource]),
    );
    const changed = before.filter(
      ({ address, resource }) => JSON.stringify(after.get(address)) !== JSON.stringify(resource),
    );
    expect(changed.map(({ path }) => path)).toEqual([
      "network/private-a",
      "network/private-b",
      "network/public-a",
      "network/public-b",
      "network/vpc",
    ]);
    for (const { address, resource } of changed) expect(after.get(address)).toMatchObject(resource);
  });
});

import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Network, type NetworkProps } from "../../../../modules/aws/network/network.js";
import { type Resource, synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

const props: NetworkProps = {
  environment: "staging",
  region: "eu-west-1",
  cidr: "10.20.0.0/16",
  zones: ["a", "b", "c"],
  nat: "single",
};
const network = (more: Partial<NetworkProps> = {}) =>
  synth((stack) => new Network(stack, "network", { ...props, ...more }));

const subnets = (zones: readonly string[]) =>
  network({ zones })
    .resources()
    .filter(({ type }) => type === "aws_subnet");

/** `${network/nat-a.id}` → `nat-a`. */
const nameOf = (reference: unknown) => String(reference).replace(/\$\{network\/|\.id\}/g, "");

/** Where each route leads: `public-routes 0.0.0.0/0 internet`. */
function routes(nat: NetworkProps["nat"]): readonly string[] {
  return network({ nat })
    .all("aws_route")
    .map((route) => [
      route["route_table_id"],
      route["destination_cidr_block"],
      route["gateway_id"] ?? route["nat_gateway_id"],
    ])
    .map((facts) => facts.map(nameOf).join(" "))
    .sort();
}

const associations = (nat: NetworkProps["nat"]) => network({ nat }).all("aws_route_table_association");

describe("a network", () => {
  it("has a subnet in every tier of every zone, none of which gives public addresses by itself", () => {
    const all = network().all("aws_subnet");
    const facts = all.map((one) => [valueAt(one, "tags.Name"), one["availability_zone"], one["cidr_block"]]);
    expect(facts).toEqual([
      ["staging-isolated-a", "eu-west-1a", "10.20.128.0/21"],
      ["staging-isolated-b", "eu-west-1b", "10.20.136.0/21"],
      ["staging-isolated-c", "eu-west-1c", "10.20.144.0/21"],
      ["staging-private-a", "eu-west-1a", "10.20.64.0/21"],
      ["staging-private-b", "eu-west-1b", "10.20.72.0/21"],
      ["staging-private-c", "eu-west-1c", "10.20.80.0/21"],
      ["staging-public-a", "eu-west-1a", "10.20.0.0/21"],
      ["staging-public-b", "eu-west-1b", "10.20.8.0/21"],
      ["staging-public-c", "eu-west-1c", "10.20.16.0/21"],
    ]);
    for (const subnet of all) expect(subnet).not.toHaveProperty("map_public_ip_on_launch");
  });

  it("associates every subnet with its tier's table, the private ones each with a table of their own", () => {
    const pairs = associations("single").map((one) => `${nameOf(one["subnet_id"])} ${nameOf(one["route_table_id"])}`);
    expect(pairs.sort()).toEqual([
      "isolated-a isolated-routes",
      "isolated-b isolated-routes",
      "isolated-c isolated-routes",
      "private-a private-a-routes",
      "private-b private-b-routes",
      "private-c private-c-routes",
      "public-a public-routes",
      "public-b public-routes",
      "public-c public-routes",
    ]);
  });

  it("leads out of every private subnet through the one gateway of the first zone", () => {
    expect(routes("single")).toEqual([
      "private-a-routes 0.0.0.0/0 nat-a",
      "private-b-routes 0.0.0.0/0 nat-a",
      "private-c-routes 0.0.0.0/0 nat-a",
      "public-routes 0.0.0.0/0 internet",
    ]);
    expect(network().pathsOf("aws_nat_gateway")).toEqual(["network/nat-a"]);
  });

  it("leads out of every private subnet through its own zone's gateway", () => {
    expect(routes("per-zone")).toEqual([
      "private-a-routes 0.0.0.0/0 nat-a",
      "private-b-routes 0.0.0.0/0 nat-b",
      "private-c-routes 0.0.0.0/0 nat-c",
      "public-routes 0.0.0.0/0 internet",
    ]);
  });

  it("leads out of no private subnet, and bills nothing by the hour, without NAT", () => {
    expect(routes("none")).toEqual(["public-routes 0.0.0.0/0 internet"]);
    expect(network({ nat: "none" }).all("aws_nat_gateway")).toEqual([]);
    expect(network({ nat: "none" }).all("aws_eip")).toEqual([]);
  });

  it("puts each gateway into the public subnet of its zone, with an address of its own", () => {
    const gateways = network({ nat: "per-zone" }).all("aws_nat_gateway");
    expect(gateways.map((one) => [one["subnet_id"], one["allocation_id"]])).toEqual(
      props.zones.map((zone) => [`\${network/public-${zone}.id}`, `\${network/nat-${zone}-address.id}`]),
    );
  });

  it("moves no association when one gateway becomes many", () => {
    expect(associations("per-zone")).toEqual(associations("single"));
  });

  it("permits nothing in the group that a VPC has by default", () => {
    expect(network().one("aws_default_security_group")).toEqual({ vpc_id: "${network/vpc.id}" });
  });

  it("reaches S3 from every table, and DynamoDB from those of services, without leaving AWS", () => {
    const endpoints = network().all("aws_vpc_endpoint");
    const ofServices = ["private-a-routes", "private-b-routes", "private-c-routes"];
    expect(
      endpoints.map((one) => [
        one["service_name"],
        one["vpc_endpoint_type"],
        (one["route_table_ids"] as string[]).map(nameOf).sort(),
      ]),
    ).toEqual([
      ["com.amazonaws.eu-west-1.dynamodb", "Gateway", ofServices],
      ["com.amazonaws.eu-west-1.s3", "Gateway", ["isolated-routes", ...ofServices, "public-routes"]],
    ]);
  });

  it("hands on its subnets in the order of the zones", () => {
    const stack = synth((scope) => {
      const { ref } = new Network(scope, "network", { ...props, zones: ["b", "a"] });
      new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
    });
    expect(stack.readable(stack.json.output?.["ref"]?.["value"])).toEqual({
      vpcId: "${network/vpc.id}",
      publicSubnetIds: ["${network/public-b.id}", "${network/public-a.id}"],
      privateSubnetIds: ["${network/private-b.id}", "${network/private-a.id}"],
      isolatedSubnetIds: ["${network/isolated-b.id}", "${network/isolated-a.id}"],
      isolatedAclId: "${network/isolated-acl/acl.id}",
      ipv6: false,
      waysOut: ["${network/private-b-out.id}", "${network/private-a-out.id}"],
    });
    expect(stack.pathsOf("aws_nat_gateway")).toEqual(["network/nat-b"]);
  });

  it("changes nothing that stands when a zone is added, but the tables that the endpoints lead from", () => {
    const before = network({ nat: "per-zone", zones: ["a", "b"] }).resources();
    const after = new Map(
      network({ nat: "per-zone", zones: ["a", "b", "c"] })
        .resources()
        .map((one) => [one.address, one]),
    );
    const changed = before.filter((one) => JSON.stringify(after.get(one.address)) !== JSON.stringify(one));
    expect(
      changed.map(({ address, path, resource }) => [path, differing(resource, after.get(address)?.resource)]),
    ).toEqual([
      ["network/dynamodb", ["route_table_ids"]],
      ["network/s3", ["route_table_ids"]],
    ]);
  });

  it("moves no existing subnet when a zone comes first", () => {
    const before = subnets(["a", "b"]);
    expect(subnets(["c", "b", "a"])).toEqual(expect.arrayContaining(before));
  });
});

/** Arguments that two states of a resource don't have alike. */
function differing(one: Resource, other: Resource = {}): readonly string[] {
  return Object.keys({ ...one, ...other }).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}

import { describe, expect, it } from "vitest";
import { IsolatedAcl } from "../../../../modules/aws/network/isolated-acl.js";
import { Network } from "../../../../modules/aws/network/network.js";
import { synth } from "../../../support/synth.js";

const stack = synth(
  (scope) =>
    new IsolatedAcl(scope, "acl", {
      environment: "staging",
      vpcId: "vpc-1",
      cidr: "10.20.0.0/16",
      subnetIds: new Map([
        ["a", "isolated-a"],
        ["b", "isolated-b"],
      ]),
    }),
);

describe("the ACL around the isolated subnets", () => {
  it("lets in what comes from the private subnets and the isolated ones, out what goes back, and nothing else", () => {
    expect(
      stack
        .all("aws_network_acl_rule")
        .map((rule) => [
          rule["egress"] === true ? "out" : "in",
          rule["rule_action"],
          rule["protocol"],
          rule["from_port"],
          rule["to_port"],
          rule["cidr_block"],
        ])
        .map((facts) => facts.join(" ")),
    ).toEqual([
      "in allow tcp 0 65535 10.20.128.0/18",
      "in allow tcp 0 65535 10.20.64.0/18",
      "out allow tcp 1024 65535 10.20.128.0/18",
      "out allow tcp 1024 65535 10.20.64.0/18",
    ]);
    expect(stack.one("aws_network_acl")).toEqual({ vpc_id: "vpc-1", tags: { Name: "staging-isolated" } });
  });

  it("stands around every one of them only once its rules do", () => {
    const associations = stack.all("aws_network_acl_association");
    expect(associations.map((one) => one["subnet_id"])).toEqual(["isolated-a", "isolated-b"]);
    for (const one of associations) {
      expect(one["depends_on"]).toEqual(["acl/from-private", "acl/to-private", "acl/from-isolated", "acl/to-isolated"]);
    }
  });

  it("has the same rules whichever zones there are", () => {
    expect(rulesOver("a", "b", "c")).toEqual(rulesOver("b", "f"));
  });
});

function rulesOver(...zones: string[]) {
  const place = { environment: "staging", region: "eu-west-1", cidr: "10.20.0.0/16", zones };
  return synth((scope) => {
    new Network(scope, "network", { ...place, nat: "none" });
  }).all("aws_network_acl_rule");
}

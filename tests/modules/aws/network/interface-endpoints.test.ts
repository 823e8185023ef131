import { describe, expect, it } from "vitest";
import { InterfaceEndpoints } from "../../../../modules/aws/network/interface-endpoints.js";
import { connectionLines } from "../../../support/connections.js";
import { networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";

const stack = synth(
  (scope) =>
    new InterfaceEndpoints(scope, "endpoints", {
      environment: "staging",
      region: "eu-west-1",
      network: networkRef,
      cidr: "10.20.0.0/16",
      services: ["ecr.api", "logs"],
    }),
);

describe("interface endpoints", () => {
  it("stand in every private subnet, under the names that their services have outside", () => {
    const common = {
      vpc_id: "vpc-1",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      subnet_ids: ["private-a", "private-b"],
      security_group_ids: ["${endpoints/group/group.id}"],
    };
    expect(stack.all("aws_vpc_endpoint")).toEqual([
      { ...common, service_name: "com.amazonaws.eu-west-1.ecr.api", tags: { Name: "staging-ecr.api" } },
      { ...common, service_name: "com.amazonaws.eu-west-1.logs", tags: { Name: "staging-logs" } },
    ]);
  });

  it("are reached from inside the VPC on 443, and reach nothing", () => {
    expect(connectionLines(stack)).toEqual(["in endpoints/group 443 10.20.0.0/16: from 10.20.0.0/16: services of AWS"]);
  });
});

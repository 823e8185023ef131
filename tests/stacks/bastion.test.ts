import { describe, expect, it } from "vitest";
import type { BastionRequest } from "../../stacks/bastion.js";
import { bastionOf, standingBastion } from "../support/bastion.js";
import { changedStack } from "../support/changed.js";
import { configuration } from "../support/configuration.js";
import { connectionLines } from "../support/connections.js";
import { internalServices } from "../support/internal-services.js";

const request: BastionRequest = {
  to: [{ kind: "store", name: "main" }],
  from: [],
  until: new Date("2026-11-21T23:30:00Z"),
  why: "slow query 4711",
};

describe("the stack of a bastion on the fly", () => {
  const stack = bastionOf(configuration(), request);

  it("keeps a state of its own, beside those of the environments", () => {
    expect(stack.json.terraform.backend?.["s3"]).toMatchObject({ key: "bastions/staging/terraform.tfstate" });
  });

  it("is tagged as part of its environment, with its end and its reason", () => {
    expect(stack.json.provider?.["aws"]?.[0]).toMatchObject({
      default_tags: [{ tags: { environment: "staging", organization: "acme", "managed-by": "gantry" } }],
    });
    expect(stack.one("aws_instance")["tags"]).toEqual({
      Name: "staging-bastion-on-call",
      until: "2026-11-21T23:30:00.000Z",
      why: "slow query 4711",
    });
  });

  it("opens what it was asked for, and nothing else", () => {
    const main = "${jsondecode(data.store-main.insecure_value).securityGroupId}";
    expect(connectionLines(stack).map((line) => line.replace(/ NaN /, " port "))).toEqual([
      `in ${main} port bastion/group: from bastion-on-call: people`,
      `out bastion/group 443 0.0.0.0/0: to anywhere: Systems Manager`,
      `out bastion/group port ${main}: to store main: people`,
    ]);
  });

  it("has no Elastic IP, alarm or key, which would outlive its time and cost", () => {
    expect([...new Set(stack.resources().map(({ type }) => type))].sort()).toEqual([
      "aws_iam_instance_profile",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_instance",
      "aws_scheduler_schedule",
      "aws_security_group",
      "aws_vpc_security_group_egress_rule",
      "aws_vpc_security_group_ingress_rule",
    ]);
  });

  it("stands in the private subnets, and in the public ones where it's reached by SSH", () => {
    const bySsh = bastionOf(configuration(), { ...request, from: ["203.0.113.7/32"] });
    expect(stack.one("aws_instance")["subnet_id"]).toContain("privateSubnetIds");
    expect(bySsh.one("aws_instance")["subnet_id"]).toContain("publicSubnetIds");
  });

  it("is empty when it's closed: what it read of the environment may be gone by then", () => {
    const closed = bastionOf(configuration());
    expect(closed.resources()).toEqual([]);
    expect(closed.json.data).toBeUndefined();
    expect(closed.json.terraform.backend).toEqual(stack.json.terraform.backend);
  });
});

const staging = (changes = {}) => changedStack(changes);

describe("an environment", () => {
  const plain = staging(internalServices);

  it("publishes what a bastion could lead to: no bucket, and no name of Service Connect", () => {
    expect(plain.all("aws_ssm_parameter").map(({ name }) => name)).toEqual([
      "/gantry/staging/network",
      "/gantry/staging/reachable/services/admin",
      "/gantry/staging/reachable/services/search",
      "/gantry/staging/reachable/stores/main",
    ]);
  });

  it("has no bastion unless it asks for one", () => {
    expect(plain.all("aws_instance")).toEqual([]);
  });

  it("adds a bastion that stays, and changes nothing for it", () => {
    const before = staging();
    const after = staging(standingBastion);
    const added = after.resources().filter(({ path }) => path.startsWith("bastion/"));
    expect(after.resources().filter((one) => !added.includes(one))).toEqual(before.resources());
    expect(added.map(({ type }) => type)).toContain("aws_eip");
  });
});

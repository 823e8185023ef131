import { describe, expect, it } from "vitest";
import { Allow, AllowFromAnywhere, AllowToAnywhere } from "../../../modules/aws/security/allow.js";
import { EncryptionKey } from "../../../modules/aws/security/encryption-key.js";
import { Group } from "../../../modules/aws/security/group.js";
import { policyDocument, trustService } from "../../../modules/aws/security/policy.js";
import { connectionLines } from "../../support/connections.js";
import { synth } from "../../support/synth.js";

const api = { label: "service api", securityGroupId: "sg-api" };
const main = { label: "store main", securityGroupId: "sg-main" };

describe("a permitted connection", () => {
  it("is written on both sides, each naming the other", () => {
    const stack = synth((scope) => new Allow(scope, "allow", { from: api, to: main, port: 5432, purpose: "queries" }));
    expect(connectionLines(stack)).toEqual([
      "in sg-main 5432 sg-api: from service api: queries",
      "out sg-api 5432 sg-main: to store main: queries",
    ]);
  });

  it("lets the world in on one port of one group", () => {
    const stack = synth((scope) => new AllowFromAnywhere(scope, "allow", { to: api, port: 443, purpose: "HTTPS" }));
    expect(connectionLines(stack)).toEqual(["in sg-api 443 0.0.0.0/0: from anywhere: HTTPS"]);
  });

  it("lets one group out on one port", () => {
    const stack = synth((scope) => new AllowToAnywhere(scope, "allow", { from: api, port: 443, purpose: "APIs" }));
    expect(connectionLines(stack)).toEqual(["out sg-api 443 0.0.0.0/0: to anywhere: APIs"]);
  });
});

describe("a security group", () => {
  const stack = synth(
    (scope) => new Group(scope, "group", { environment: "staging", vpcId: "vpc-1", label: "store main" }),
  );

  it("permits nothing by itself", () => {
    expect(stack.resources().map(({ type }) => type)).toEqual(["aws_security_group"]);
    expect(stack.one("aws_security_group")).not.toHaveProperty("ingress");
    expect(stack.one("aws_security_group")).not.toHaveProperty("egress");
  });

  it("can be replaced while it is in use", () => {
    expect(stack.one("aws_security_group")).toEqual({
      name_prefix: "staging-store-main-",
      description: "staging: store main",
      vpc_id: "vpc-1",
      lifecycle: { create_before_destroy: true },
    });
  });
});

describe("an encryption key", () => {
  it("rotates and has an alias that people can read", () => {
    const stack = synth(
      (scope) => new EncryptionKey(scope, "key", { alias: ["gantry", "staging"], description: "Data" }),
    );
    expect(stack.one("aws_kms_key")).toEqual({ description: "Data", enable_key_rotation: true });
    expect(stack.one("aws_kms_alias")).toEqual({ name: "alias/gantry/staging", target_key_id: "${key/key.key_id}" });
  });
});

describe("a policy document", () => {
  it("permits exactly what was asked for, actions sorted", () => {
    expect(JSON.parse(policyDocument([{ actions: ["s3:PutObject", "s3:GetObject"], resources: ["arn:b/*"] }]))).toEqual(
      {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:b/*"] }],
      },
    );
  });

  it("changes nothing of what it was given", () => {
    const actions = ["b:B", "a:A"];
    policyDocument([{ actions, resources: [] }]);
    expect(actions).toEqual(["b:B", "a:A"]);
  });

  it("trusts one service and nobody else", () => {
    expect(JSON.parse(trustService("ecs-tasks.amazonaws.com"))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } }],
    });
  });
});

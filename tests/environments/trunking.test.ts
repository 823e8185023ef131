import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { synthPlatform } from "../support/synth.js";

const PATH = "staging.clusters.spare";
const cluster = { on: "ec2", instances: ["m7i.large"], count: [1, 4], trunking: true };
const on = { "organization.trunking": [{ account: "staging", region: "eu-west-1" }] };
const problems = (changes: object, organization: object = on) =>
  problemsAfter({ [PATH]: { ...cluster, ...changes }, ...organization });

describe("trunk interfaces", () => {
  it("are used where the account has them on and the instances have them", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ trunking: false, instances: ["t3.small"] }, {})).toEqual([]);
  });

  it("are refused while the account doesn't give them", () => {
    const refusal = {
      path: `${PATH}.trunking`,
      what: "has no effect: ECS gives an account's instances trunk interfaces only where the account has it on",
      value: "staging, eu-west-1",
      fix: 'add { account: "staging", region: "eu-west-1" } to organization.trunking, and deploy ops first',
    };
    expect(problems({}, {})).toEqual([refusal]);
    expect(problems({}, { "organization.trunking": [{ account: "staging", region: "us-east-1" }] })).toEqual([refusal]);
    expect(problems({}, { "organization.trunking": [{ account: "production", region: "eu-west-1" }] })).toEqual([
      refusal,
    ]);
  });

  it("are refused for types without them", () => {
    expect(problems({ instances: ["m7i.large", "t3.large"] })).toMatchObject([
      {
        path: `${PATH}.instances.1`,
        what: "has no trunk interface, and the cluster is to use them",
        value: "t3.large",
        allowed: expect.stringMatching(/^types of m5, .*r8g$/),
        fix: "take such a type, or remove trunking",
      },
    ]);
  });

  it("are refused where tasks share their instance's interface", () => {
    expect(problems({ network: "bridge" })).toEqual([
      {
        path: `${PATH}.trunking`,
        what: "is on, and the cluster's tasks have no interfaces of their own",
        value: true,
        allowed: 'network: "awsvpc"',
        fix: "remove trunking",
      },
    ]);
  });

  it("are turned on for accounts that exist", () => {
    expect(problemsAfter({ "organization.trunking": [{ account: "sandbox", region: "eu-west-1" }] })).toEqual([
      {
        path: "organization.trunking.0.account",
        what: "names no known account",
        value: "sandbox",
        allowed: "ops, staging, production",
        fix: "correct the name",
      },
    ]);
  });

  it("are turned on by ops alone, in the account and region that they are for", () => {
    const stacks = synthPlatform({ configuration: configuration({ [PATH]: cluster, ...on }), target: "aws" });
    expect(
      [...stacks].flatMap(([name, stack]) => stack.all("aws_ecs_account_setting_default").map(() => name)),
    ).toEqual(["ops"]);
    const ops = stacks.get("ops");
    expect(ops?.one("aws_ecs_account_setting_default")).toEqual({
      name: "awsvpcTrunking",
      value: "enabled",
      provider: "aws.trunking-staging-eu-west-1",
    });
    const provider = ops?.json.provider?.["aws"]?.find((one) => one["alias"] === "trunking-staging-eu-west-1");
    expect(provider).toMatchObject({ region: "eu-west-1", allowed_account_ids: ["222222222222"] });
  });
});

import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { describe, expect, it } from "vitest";
import { PersonRole, type Trust } from "../../../../modules/aws/organization/person-role.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const role = (trust: Trust) =>
  synth((scope) => {
    new PersonRole(scope, "role", {
      organization: "acme",
      role: "developer",
      account: "222222222222",
      provider: new AwsProvider(scope, "aws-staging", { alias: "staging", region: "eu-west-1" }),
      policies: ["PowerUserAccess", "job-function/Billing"],
      trust,
      sessionHours: 8,
      managementAccount: "111111111111",
    });
  });
const trusts = (trust: Trust) => statementsOf(role(trust).one("aws_iam_role")["assume_role_policy"]);

describe("a role that people take", () => {
  const stack = role({ users: ["ann", "ben"] });

  it("is in its account, for some hours, with AWS's own policies", () => {
    expect(stack.one("aws_iam_role")).toMatchObject({
      name: "acme-developer",
      max_session_duration: 28_800,
      provider: "aws.staging",
    });
    expect(stack.all("aws_iam_role_policy_attachment")).toEqual(
      ["PowerUserAccess", "job-function/Billing"].map((policy) => ({
        provider: "aws.staging",
        role: "${role/role.name}",
        policy_arn: `arn:aws:iam::aws:policy/${policy}`,
      })),
    );
  });

  it("is taken by users of the management account, with a second factor alone", () => {
    expect(trusts({ users: ["ann", "ben"] })).toMatchObject([
      {
        Action: ["sts:AssumeRole"],
        Principal: { AWS: ["arn:aws:iam::111111111111:user/ann", "arn:aws:iam::111111111111:user/ben"] },
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ]);
  });

  it("is taken through a provider of its own account, by whom that names for it", () => {
    expect(trusts({ saml: "acme" })).toMatchObject([
      {
        Action: ["sts:AssumeRoleWithSAML"],
        Principal: { Federated: "arn:aws:iam::222222222222:saml-provider/acme" },
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      },
    ]);
    const subjects = ["group:platform:*"];
    expect(trusts({ oidc: { provider: "gitlab.acme.test", audience: "aws", subjects } })).toMatchObject([
      {
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Principal: { Federated: "arn:aws:iam::222222222222:oidc-provider/gitlab.acme.test" },
        Condition: {
          StringEquals: { "gitlab.acme.test:aud": "aws" },
          StringLike: { "gitlab.acme.test:sub": subjects },
        },
      },
    ]);
  });
});

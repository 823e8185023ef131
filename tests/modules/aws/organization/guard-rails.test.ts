import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization/index.js";
import { describe, expect, it } from "vitest";
import { GuardRails, type GuardRailsProps } from "../../../../modules/aws/organization/guard-rails.js";
import type { Denial, Rail } from "../../../../modules/aws/organization/rails.js";
import { problemsOf } from "../../../support/configuration.js";
import { synth } from "../../../support/synth.js";

const guarded = (props: Partial<GuardRailsProps>) =>
  synth((scope) => {
    const after = new OrganizationsOrganization(scope, "organization", {});
    const common = { after, unit: "workloads", unitId: "ou-1", rails: [], denies: [], deployRole: "deploy" };
    new GuardRails(scope, "guard-rails", { ...common, ...props });
  });
const denialsIn = (props: Partial<GuardRailsProps>): readonly Denial[] => {
  const content = guarded(props).one("aws_organizations_policy")["content"];
  return (JSON.parse(String(content)) as { readonly Statement: readonly Denial[] }).Statement;
};
const denies = (count: number) => Array.from({ length: count }, (_, index) => `service${index}:SomethingLong`);
const DEPLOY_ROLE = "arn:aws:iam::*:role/deploy";
const others = { ArnNotLike: { "aws:PrincipalArn": DEPLOY_ROLE } };

describe("a guard rail", () => {
  it("is a policy of the unit, made once the organization takes policies", () => {
    const stack = guarded({ rails: ["membership"] });
    expect(stack.one("aws_organizations_policy")).toMatchObject({
      name: "gantry-workloads",
      type: "SERVICE_CONTROL_POLICY",
      depends_on: ["organization"].map((path) => expect.stringContaining(path) as string),
    });
    expect(stack.one("aws_organizations_policy_attachment")).toEqual({
      policy_id: "${guard-rails/policy.id}",
      target_id: "ou-1",
    });
  });

  it.each<[Rail, readonly (readonly [sid: string, resource: unknown, condition: unknown])[]]>([
    ["membership", [["Membership", "*", undefined]]],
    ["root-user", [["RootUser", "*", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } }]]],
    [
      "audit",
      [
        ["Audit", "*", others],
        ["DeployRole", DEPLOY_ROLE, others],
      ],
    ],
    [
      "instance-metadata",
      [
        [
          "InstanceMetadata",
          "arn:aws:ec2:*:*:instance/*",
          { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } },
        ],
        ["InstanceRoles", "*", { NumericLessThan: { "ec2:RoleDelivery": "2.0" } }],
        ["InstanceMetadataOptions", "*", undefined],
      ],
    ],
    [
      "encrypted-volumes",
      [
        ["Volumes", "arn:aws:ec2:*:*:volume/*", { Bool: { "ec2:Encrypted": "false" } }],
        ["VolumesByDefault", "*", undefined],
      ],
    ],
  ])("%s denies, and grants nothing", (rail, expected) => {
    const denials = denialsIn({ rails: [rail] });
    expect(denials.map(({ Sid, Resource, Condition }) => [Sid, Resource, Condition])).toEqual(expected);
    expect(denials.every(({ Effect }) => Effect === "Deny")).toBe(true);
  });

  it("of regions leaves alone what AWS has once for the world", () => {
    const [denial] = denialsIn({ regions: ["eu-west-1"] });
    expect(denial).toMatchObject({
      Effect: "Deny",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } },
    });
    expect(denial?.NotAction).toEqual(expect.arrayContaining(["iam:*", "route53:*", "sts:*", "cloudfront:*"]));
    expect(denial?.NotAction).not.toContain("ec2:*");
  });

  it("fits into a policy with all others, and is refused when it doesn't", () => {
    const rails: Rail[] = ["membership", "root-user", "audit", "instance-metadata", "encrypted-volumes"];
    const regions = ["eu-west-1", "us-east-1"];
    expect(denialsIn({ rails, regions, denies: denies(20) })).toHaveLength(11);
    expect(problemsOf(() => denialsIn({ rails, regions, denies: denies(200) }))).toEqual([
      {
        path: "organization.management.units.workloads",
        what: "forbids more than fits into a service control policy",
        value: expect.stringMatching(/^\d{4} characters$/) as string,
        allowed: "5120 characters",
        fix: "shorten `denies`, by a * for several actions of one service",
      },
    ]);
  });
});

import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization/index.js";
import { describe, expect, it } from "vitest";
import { OrganizationTrail, type OrganizationTrailProps } from "../../../../modules/aws/organization/trail.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const trail = (props: Partial<OrganizationTrailProps> = {}) =>
  synth((scope) => {
    const after = new OrganizationsOrganization(scope, "organization", {});
    new OrganizationTrail(scope, "trail", {
      organization: "acme",
      organizationId: "o-1",
      after,
      account: "111111111111",
      region: "eu-west-1",
      deployRole: "deploy",
      keepDays: 400,
      ...props,
    });
  });
const stack = trail();
const ARN = "arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-trail";
const CLOUDTRAIL = { Service: "cloudtrail.amazonaws.com" };

describe("the organization's trail", () => {
  it("is of every account and region, signed, and stands once it may write", () => {
    expect(stack.one("aws_cloudtrail")).toEqual({
      name: "acme-trail",
      s3_bucket_name: "${trail/bucket/policy.id}",
      kms_key_id: "${trail/key/key.arn}",
      is_organization_trail: true,
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      enable_logging: true,
      depends_on: [expect.stringContaining("organization")],
    });
  });

  it("is written by CloudTrail alone, in its own name, and deleted by nobody but the role that takes it all away", () => {
    const [, ...statements] = statementsOf(stack.one("aws_s3_bucket_policy")["policy"]);
    const owned = { "aws:SourceArn": ARN, "s3:x-amz-acl": "bucket-owner-full-control" };
    expect(statements).toEqual([
      {
        Sid: "TrailLooks",
        Effect: "Allow",
        Principal: CLOUDTRAIL,
        Action: ["s3:GetBucketAcl"],
        Resource: ["arn:aws:s3:::acme-trail"],
        Condition: { StringEquals: { "aws:SourceArn": ARN } },
      },
      ...[
        ["TrailOfManagement", "111111111111"],
        ["TrailOfMembers", "o-1"],
      ].map(([Sid, owner]) => ({
        Sid,
        Effect: "Allow",
        Principal: CLOUDTRAIL,
        Action: ["s3:PutObject"],
        Resource: [`arn:aws:s3:::acme-trail/AWSLogs/${owner}/*`],
        Condition: { StringEquals: owned },
      })),
      {
        Sid: "ReadOnly",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"],
        Resource: ["arn:aws:s3:::acme-trail/*"],
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/deploy" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]);
  });

  it("is encrypted with a key that CloudTrail uses for this trail", () => {
    const [, ...users] = statementsOf(stack.one("aws_kms_key")["policy"]);
    const ofTrail = { StringEquals: { "aws:SourceArn": ARN } };
    expect(users.map(({ Action, Principal, Condition }) => [Action, Principal, Condition])).toEqual([
      [
        ["kms:GenerateDataKey*"],
        CLOUDTRAIL,
        {
          ...ofTrail,
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*",
          },
        },
      ],
      [["kms:DescribeKey"], CLOUDTRAIL, ofTrail],
    ]);
  });

  it("is kept for its time, and locked by choice", () => {
    const rules = stack.one("aws_s3_bucket_lifecycle_configuration");
    expect(valueAt(rules, "rule.0.expiration")).toEqual([{ days: 400 }]);
    expect(stack.all("aws_s3_bucket_object_lock_configuration")).toEqual([]);
    const locked = trail({ lock: { mode: "compliance", days: 365 } });
    expect(locked.one("aws_s3_bucket_object_lock_configuration")).toEqual({
      bucket: "${trail/bucket/policy.id}",
      rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
    });
  });
});

import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail/index.js";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { SecureBucket } from "../data/secure-bucket.js";
import { EncryptionKey } from "../security/encryption-key.js";
import type { KeyUser } from "../security/key-policy.js";

export interface OrganizationTrailProps {
  /** Prefix of names that must be unique in the world. */
  readonly organization: string;
  /** Id that AWS gives the organization, `o-…`: its records lie under it. */
  readonly organizationId: string;
  /** What must stand first: the organization, trusting CloudTrail. */
  readonly after: ITerraformDependable;
  /** The management account, and the region that the trail is at home in. */
  readonly account: string;
  readonly region: string;
  /** Name of the role that deploys: it alone empties the bucket, when that is taken away. */
  readonly deployRole: string;
  readonly keepDays: number;
  /** For how many days nobody can delete a record, or nobody without a permission of its own. @default - none */
  readonly lock?: { readonly mode: "governance" | "compliance"; readonly days: number };
}

/** The service that an organization must trust before it has a trail. */
export const TRAIL_SERVICE = "cloudtrail.amazonaws.com";

/**
 * Who did what in every account and region, in one bucket that CloudTrail alone writes. A copy of what is changed costs
 * nothing; the key $1 a month, and each GB $0.023.
 */
export class OrganizationTrail extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id);
    const { organization, account, region, keepDays, lock } = props;
    const trail = name("aws_cloudtrail", organization, "trail");
    const arn = `arn:aws:cloudtrail:${region}:${account}:trail/${trail}`;
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", "trail"],
      description: "Records of CloudTrail",
      services: { account, users: keyUsers(arn, account) },
    });
    const physicalName = name("aws_s3_bucket", organization, "trail");
    const bucket = new SecureBucket(this, "bucket", {
      bucket: physicalName,
      keyArn: key.arn,
      noncurrentDays: 1,
      expireDays: keepDays,
      statements: statements(physicalName, arn, props),
    });
    if (lock !== undefined) {
      new S3BucketObjectLockConfigurationA(this, "lock", {
        bucket: bucket.id,
        rule: { defaultRetention: { mode: lock.mode.toUpperCase(), days: lock.days } },
      });
    }
    new Cloudtrail(this, "trail", {
      dependsOn: [props.after],
      name: trail,
      s3BucketName: bucket.id,
      kmsKeyId: key.arn,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
    });
  }
}

/** Source: AWS CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail". */
function keyUsers(trailArn: string, account: string): readonly KeyUser[] {
  const ofTrail = { StringEquals: { "aws:SourceArn": trailArn } };
  return [
    {
      sid: "TrailEncrypts",
      service: TRAIL_SERVICE,
      actions: ["kms:GenerateDataKey*"],
      condition: {
        ...ofTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${account}:trail/*` },
      },
    },
    { sid: "TrailLooks", service: TRAIL_SERVICE, actions: ["kms:DescribeKey"], condition: ofTrail },
  ];
}

/**
 * CloudTrail writes: for the management account under its number, and for the others under the organization's id, both
 * in the name of this trail. Everybody else reads at most.
 *
 * Source: AWS CloudTrail user guide, "Create a trail for an organization with the AWS CLI".
 */
function statements(
  bucket: string,
  trailArn: string,
  { account, deployRole, organizationId }: OrganizationTrailProps,
): readonly object[] {
  const common = { Effect: "Allow", Principal: { Service: TRAIL_SERVICE } };
  const ofTrail = { "aws:SourceArn": trailArn };
  const writes = (Sid: string, owner: string) => ({
    ...common,
    Sid,
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${bucket}/AWSLogs/${owner}/*`,
    Condition: { StringEquals: { ...ofTrail, "s3:x-amz-acl": "bucket-owner-full-control" } },
  });
  return [
    {
      ...common,
      Sid: "TrailLooks",
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${bucket}`,
      Condition: { StringEquals: ofTrail },
    },
    writes("TrailOfManagement", account),
    writes("TrailOfMembers", organizationId),
    {
      Sid: "ReadOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject"],
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: {
        ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/${deployRole}` },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ];
}

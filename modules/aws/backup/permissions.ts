import type { Permission } from "../../core/refs/permission.js";

/** What AWS Backup saves, as it names it. */
export interface Saved {
  readonly kind: "instance" | "cluster" | "files" | "bucket";
  readonly arn: string;
  /** Its key, where that isn't the one of the stores: a site has its own. @default - that of the stores */
  readonly keyArn?: string;
}

export interface Place {
  readonly account: string;
  readonly region: string;
  /** Key of what is saved. */
  readonly keyArn: string;
  /** Key of the vault. */
  readonly vaultKeyArn: string;
}

/** Snapshots of RDS that AWS Backup made, and no other. */
const snapshots = (type: "snapshot" | "cluster-snapshot", { account, region }: Place) =>
  `arn:aws:rds:${region}:${account}:${type}:awsbackup:*`;

/**
 * What AWS Backup's role may do: exactly what it needs for these stores. AWS's own policy for it covers every service
 * and every resource of the account.
 *
 * Source: AWS Backup developer guide, "Managed policies for AWS Backup", from which these are the statements that
 * concern what is saved, on the resources that the Service Authorization Reference lets them have.
 */
export function backupPermissions(saved: readonly Saved[], place: Place): readonly Permission[] {
  const of = (kind: Saved["kind"]) => saved.filter((one) => one.kind === kind).map(({ arn }) => arn);
  return [
    ...rds(of("instance"), "DBSnapshot", "DBInstances", snapshots("snapshot", place)),
    ...rds(of("cluster"), "DBClusterSnapshot", "DBClusters", snapshots("cluster-snapshot", place)),
    ...files(of("files")),
    ...buckets(of("bucket"), keysOf(saved, place), place),
    { actions: ["kms:DescribeKey"], resources: [place.keyArn, place.vaultKeyArn] },
    {
      actions: ["kms:CreateGrant"],
      resources: [place.keyArn, place.vaultKeyArn],
      condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

function rds(
  stores: readonly string[],
  snapshot: "DBSnapshot" | "DBClusterSnapshot",
  describe: "DBInstances" | "DBClusters",
  made: string,
): readonly Permission[] {
  if (stores.length === 0) return [];
  return [
    {
      actions: [
        "rds:AddTagsToResource",
        `rds:Create${snapshot}`,
        `rds:Describe${describe}`,
        `rds:Describe${snapshot}s`,
        "rds:ListTagsForResource",
      ],
      resources: [...stores, made],
    },
    { actions: [`rds:Delete${snapshot}`, `rds:Modify${snapshot}Attribute`], resources: [made] },
  ];
}

function files(stores: readonly string[]): readonly Permission[] {
  if (stores.length === 0) return [];
  return [{ actions: ["elasticfilesystem:Backup", "elasticfilesystem:DescribeTags"], resources: stores }];
}

/** What buckets are encrypted with. */
function keysOf(saved: readonly Saved[], place: Place): readonly string[] {
  return [...new Set(saved.flatMap(({ kind, keyArn = place.keyArn }) => (kind === "bucket" ? [keyArn] : [])))];
}

/** It hears of changes by a rule of EventBridge that it makes itself, and lists what there is by an inventory. */
function buckets(
  stores: readonly string[],
  keys: readonly string[],
  { account, region }: Place,
): readonly Permission[] {
  if (stores.length === 0) return [];
  return [
    {
      actions: [
        "s3:GetBucketAcl",
        "s3:GetBucketLocation",
        "s3:GetBucketNotification",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetInventoryConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutBucketNotification",
        "s3:PutInventoryConfiguration",
      ],
      resources: stores,
    },
    {
      actions: [
        "s3:GetObject",
        "s3:GetObjectAcl",
        "s3:GetObjectTagging",
        "s3:GetObjectVersion",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
      ],
      resources: stores.map((arn) => `${arn}/*`),
    },
    {
      actions: [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:DisableRule",
        "events:EnableRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
      ],
      resources: [`arn:aws:events:${region}:${account}:rule/AwsBackupManagedRule*`],
    },
    { actions: ["cloudwatch:GetMetricData", "events:ListRules"], resources: ["*"] },
    {
      actions: ["kms:Decrypt"],
      resources: keys,
      condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    },
  ];
}

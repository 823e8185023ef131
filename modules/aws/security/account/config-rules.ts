/** A rule of AWS's own for AWS Config. */
export interface ManagedRule {
  /** As AWS Config calls it. */
  readonly identifier: string;
  /** The types that it judges; none of one that looks by itself once a day. */
  readonly judges: readonly string[];
}

/**
 * What this repository promises of everything that it makes, asked of everything that is there, made by whomever.
 * Source: AWS Config developer guide, "List of AWS Config Managed Rules".
 */
export const MANAGED_RULES: Readonly<Record<string, ManagedRule>> = {
  "buckets-refuse-all-but-tls": { identifier: "S3_BUCKET_SSL_REQUESTS_ONLY", judges: ["AWS::S3::Bucket"] },
  "buckets-are-closed": { identifier: "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", judges: ["AWS::S3::Bucket"] },
  "buckets-keep-versions": { identifier: "S3_BUCKET_VERSIONING_ENABLED", judges: ["AWS::S3::Bucket"] },
  "databases-are-encrypted": { identifier: "RDS_STORAGE_ENCRYPTED", judges: ["AWS::RDS::DBInstance"] },
  "databases-are-private": { identifier: "RDS_INSTANCE_PUBLIC_ACCESS_CHECK", judges: ["AWS::RDS::DBInstance"] },
  "clusters-are-encrypted": { identifier: "RDS_CLUSTER_ENCRYPTED_AT_REST", judges: ["AWS::RDS::DBCluster"] },
  "volumes-are-encrypted": { identifier: "ENCRYPTED_VOLUMES", judges: ["AWS::EC2::Volume"] },
  "instances-use-imdsv2": { identifier: "EC2_IMDSV2_CHECK", judges: ["AWS::EC2::Instance"] },
  "default-groups-are-empty": {
    identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED",
    judges: ["AWS::EC2::SecurityGroup"],
  },
  "nobody-admits-ssh": { identifier: "INCOMING_SSH_DISABLED", judges: ["AWS::EC2::SecurityGroup"] },
  "files-are-encrypted": { identifier: "EFS_ENCRYPTED_CHECK", judges: [] },
  "keys-rotate": { identifier: "CMK_BACKING_KEY_ROTATION_ENABLED", judges: [] },
};

/** What has to be recorded so that they can judge. */
export const JUDGED_TYPES: readonly string[] = [
  ...new Set(Object.values(MANAGED_RULES).flatMap(({ judges }) => judges)),
].sort();

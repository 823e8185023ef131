import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface SecureBucketProps {
  /** Physical name, unique in the world. */
  readonly bucket: string;
  /**
   * Customer-managed key.
   * @default - the key that S3 manages: for access logs, which S3 delivers with no other
   */
  readonly keyArn?: string;
  /**
   * Puts before the bucket what shows it to others, and says which key and which statements that takes. Known of the
   * bucket is what it has from birth: its policy and its encryption come after. @default - nobody else reads it
   */
  readonly shown?: (bucket: ShownBucket) => { readonly keyArn: string; readonly statements: readonly object[] };
  /** Days for which a replaced or deleted object can be brought back. */
  readonly noncurrentDays: number;
  /** @default - kept for ever */
  readonly expireDays?: number;
  /** Storage classes that objects move to at these ages, youngest first. @default - they stay where they are */
  readonly transitions?: readonly { readonly afterDays: number; readonly to: string }[];
  /** Statements of the bucket policy beside the one that refuses anything but TLS. @default none */
  readonly statements?: readonly object[];
}

export interface ShownBucket {
  readonly arn: string;
  /** Its name in DNS, by region. */
  readonly domainName: string;
}

/** A private bucket: versioned, encrypted, TLS only, without ACLs. */
export class SecureBucket extends Construct {
  readonly arn: string;
  /**
   * Name, known once its policy and its versions stand: S3 takes access logs for nobody whom the policy doesn't
   * admit, and an object from before has no version.
   */
  readonly id: string;
  /** The customer-managed key. @default - none, as it was made */
  readonly keyArn?: string;
  private readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, "bucket", { bucket: props.bucket });
    this.arn = this.bucket.arn;
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: this.bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const closed = new S3BucketPublicAccessBlock(this, "closed", {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const shown = props.shown?.({ arn: this.arn, domainName: this.bucket.bucketRegionalDomainName });
    const keyArn = shown?.keyArn ?? props.keyArn;
    if (keyArn !== undefined) this.keyArn = keyArn;
    this.encrypt(keyArn);
    const versioning = this.keepVersions(props);
    this.id = this.policy([...(props.statements ?? []), ...(shown?.statements ?? [])], [closed, versioning]).id;
  }

  private encrypt(keyArn: string | undefined): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            keyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: keyArn !== undefined,
        },
      ],
    });
  }

  private keepVersions({ noncurrentDays, expireDays, transitions = [] }: SecureBucketProps): S3BucketVersioningA {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: this.bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      dependsOn: [versioning],
      bucket: this.bucket.id,
      rule: [
        {
          id: "clean-up",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          ...(expireDays === undefined ? {} : { expiration: [{ days: expireDays }] }),
          ...(transitions.length === 0
            ? {}
            : { transition: transitions.map(({ afterDays, to }) => ({ days: afterDays, storageClass: to })) }),
        },
      ],
    });
    return versioning;
  }

  private policy(statements: readonly object[], after: readonly ITerraformDependable[]): S3BucketPolicy {
    const tlsOnly = {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [this.arn, `${this.arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    return new S3BucketPolicy(this, "policy", {
      // S3 refuses two changes of a bucket's access at the same time.
      dependsOn: [...after],
      bucket: this.bucket.id,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [tlsOnly, ...statements] }),
    });
  }
}

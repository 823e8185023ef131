import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration/index.js";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { SecureBucket, type SecureBucketProps } from "./secure-bucket.js";
import { settingName } from "./settings.js";

/** Which pages of other origins may call a bucket from a browser, and how. */
export interface Cors {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Headers that they may send. */
  readonly headers: readonly string[];
  /** Headers of answers that they may read. */
  readonly exposes: readonly string[];
  /** For how long a browser may remember this. */
  readonly maximumAgeSeconds: number;
}

export interface BucketStoreProps extends Pick<SecureBucketProps, "expireDays" | "transitions" | "shown"> {
  /** Names of buckets are unique in the world: they begin with this. */
  readonly organization: string;
  readonly environment: string;
  readonly store: string;
  /** Days for which a replaced or deleted object can be brought back. */
  readonly noncurrentDays: number;
  readonly keyArn: string;
  /** @default - no page of another origin may call it */
  readonly cors?: readonly Cors[];
  /** For how many days nobody can delete a version, or nobody without a permission of its own. @default - none */
  readonly lock?: { readonly mode: "governance" | "compliance"; readonly days: number };
}

/** A bucket that services read and write. */
export class BucketStore extends Construct {
  readonly ref: StoreRef;

  constructor(scope: Construct, id: string, props: BucketStoreProps) {
    super(scope, id);
    const { organization, environment, store, keyArn, cors, lock, ...kept } = props;
    const physicalName = name("aws_s3_bucket", organization, environment, store);
    const bucket = new SecureBucket(this, "bucket", { ...kept, bucket: physicalName, keyArn });
    if (cors !== undefined) this.open(bucket, cors);
    if (lock !== undefined) this.lock(bucket, lock);
    this.ref = {
      name: store,
      kind: "bucket",
      physicalName,
      permissions: [
        { actions: ["s3:ListBucket"], resources: [bucket.arn] },
        { actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${bucket.arn}/*`] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [bucket.keyArn ?? keyArn] },
      ],
      source: { arn: bucket.arn, id: bucket.id, keyArn: bucket.keyArn ?? keyArn },
      variables: { [settingName(store, "BUCKET")]: physicalName },
      secrets: {},
      secretPermissions: [],
    };
  }

  private open(bucket: SecureBucket, cors: readonly Cors[]): void {
    new S3BucketCorsConfiguration(this, "cors", {
      bucket: bucket.id,
      corsRule: cors.map(({ origins, methods, headers, exposes, maximumAgeSeconds }) => ({
        allowedOrigins: [...origins],
        allowedMethods: [...methods],
        ...(headers.length === 0 ? {} : { allowedHeaders: [...headers] }),
        ...(exposes.length === 0 ? {} : { exposeHeaders: [...exposes] }),
        maxAgeSeconds: maximumAgeSeconds,
      })),
    });
  }

  /** Beside the bucket and not an argument of it, so that it can be added to one that stands; S3 takes none away. */
  private lock(bucket: SecureBucket, { mode, days }: Required<BucketStoreProps>["lock"]): void {
    new S3BucketObjectLockConfigurationA(this, "lock", {
      bucket: bucket.id,
      rule: { defaultRetention: { mode: mode.toUpperCase(), days } },
    });
  }
}

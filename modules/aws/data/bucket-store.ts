import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { StoreRef } from "../../core/refs.js";
import { SecureBucket } from "./secure-bucket.js";
import { settingName } from "./settings.js";

export interface BucketStoreProps {
  /** Names of buckets are unique in the world: they begin with this. */
  readonly organization: string;
  readonly environment: string;
  readonly store: string;
  /** Days for which a replaced or deleted object can be brought back. */
  readonly noncurrentDays: number;
  readonly keyArn: string;
}

/** A bucket that services read and write. */
export class BucketStore extends Construct {
  readonly ref: StoreRef;

  constructor(scope: Construct, id: string, props: BucketStoreProps) {
    super(scope, id);
    const { organization, environment, store, noncurrentDays, keyArn } = props;
    const physicalName = name("aws_s3_bucket", organization, environment, store);
    const bucket = new SecureBucket(this, "bucket", { bucket: physicalName, keyArn, noncurrentDays });
    this.ref = {
      name: store,
      kind: "bucket",
      physicalName,
      permissions: [
        { actions: ["s3:ListBucket"], resources: [bucket.arn] },
        { actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources: [`${bucket.arn}/*`] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
      ],
      variables: { [settingName(store, "BUCKET")]: physicalName },
      secrets: {},
      secretPermissions: [],
    };
  }
}

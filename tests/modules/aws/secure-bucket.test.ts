import { describe, expect, it } from "vitest";
import { SecureBucket, type SecureBucketProps } from "../../../modules/aws/data/secure-bucket.js";
import { synth } from "../../support/synth.js";
import { statementsOf, valueAt } from "../../support/values.js";

const props: SecureBucketProps = { bucket: "acme-documents", keyArn: "arn:key", noncurrentDays: 30 };
const bucket = (more: Partial<SecureBucketProps> = {}) =>
  synth((stack) => new SecureBucket(stack, "bucket", { ...props, ...more }));
const keyless = () => synth((stack) => new SecureBucket(stack, "bucket", { bucket: "acme-log", noncurrentDays: 1 }));

const tlsOnly = {
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:*"],
  Resource: ["${bucket/bucket.arn}", "${bucket/bucket.arn}/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("a bucket", () => {
  it("is closed to the public in all four ways", () => {
    expect(bucket().one("aws_s3_bucket_public_access_block")).toEqual({
      bucket: "${bucket/bucket.id}",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("knows no ACLs", () => {
    expect(bucket().one("aws_s3_bucket_ownership_controls")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("refuses whatever doesn't come over TLS, and admits nobody", () => {
    expect(statementsOf(bucket().one("aws_s3_bucket_policy")["policy"])).toEqual([tlsOnly]);
  });

  it("keeps that refusal beside the statements of its owner", () => {
    const admit = { Effect: "Allow", Principal: { Service: "logs" }, Action: "s3:PutObject", Resource: "arn:x/*" };
    const statements = statementsOf(bucket({ statements: [admit] }).one("aws_s3_bucket_policy")["policy"]);
    expect(statements).toEqual([tlsOnly, { ...admit, Action: ["s3:PutObject"], Resource: ["arn:x/*"] }]);
  });

  it("encrypts with the key that it is given, at the price of a bucket key", () => {
    expect(bucket().one("aws_s3_bucket_server_side_encryption_configuration")["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: "arn:key" },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("encrypts with the key of S3 where there is no other", () => {
    expect(keyless().one("aws_s3_bucket_server_side_encryption_configuration")["rule"]).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
    ]);
  });

  it("keeps old versions for that many days, and current ones for ever", () => {
    expect(bucket().one("aws_s3_bucket_versioning")).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    const rules = bucket().one("aws_s3_bucket_lifecycle_configuration");
    expect(valueAt(rules, "rule.0.noncurrent_version_expiration")).toEqual([{ noncurrent_days: 30 }]);
    expect(valueAt(rules, "rule.0.expiration")).toBeUndefined();
  });

  it("forgets current versions only when told to", () => {
    const rules = bucket({ expireDays: 90 }).one("aws_s3_bucket_lifecycle_configuration");
    expect(valueAt(rules, "rule.0.expiration")).toEqual([{ days: 90 }]);
  });

  it("makes its changes in an order that S3 accepts", () => {
    expect(bucket().one("aws_s3_bucket_policy")["depends_on"]).toEqual(["bucket/closed", "bucket/versioning"]);
    expect(bucket().one("aws_s3_bucket_lifecycle_configuration")["depends_on"]).toEqual(["bucket/versioning"]);
  });
});

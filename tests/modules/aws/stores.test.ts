import { describe, expect, it } from "vitest";
import { BucketStore } from "../../../modules/aws/data/bucket-store.js";
import { Postgres, type PostgresProps } from "../../../modules/aws/data/postgres.js";
import { settingName } from "../../../modules/aws/data/settings.js";
import { onRds } from "../../support/databases.js";
import { synth } from "../../support/synth.js";
import { synthStore } from "../../support/synth-store.js";

const props: PostgresProps = { ...onRds, store: "read-model", version: "16.8", database: "main" };

const postgres = (more: Partial<PostgresProps> = {}) =>
  synthStore((scope) => new Postgres(scope, "store", { ...props, ...more }));

describe("a PostgreSQL database", () => {
  it("is encrypted at rest, its insights and its password too", () => {
    expect(postgres().one("aws_db_instance")).toMatchObject({
      storage_encrypted: true,
      kms_key_id: "arn:key",
      master_user_secret_kms_key_id: "arn:key",
      performance_insights_kms_key_id: "arn:key",
    });
  });

  it("is reached over TLS only", () => {
    const parameters = postgres().one("aws_db_parameter_group");
    expect(parameters).toMatchObject({ family: "postgres16", name: "staging-read-model-postgres16" });
    expect(parameters["parameter"]).toContainEqual({ name: "rds.force_ssl", value: "1", apply_method: "immediate" });
    expect(postgres().one("aws_db_instance")).toMatchObject({ parameter_group_name: "${store/parameters-16.name}" });
  });

  it("stands in the isolated tier and has no public address", () => {
    const stack = postgres();
    expect(stack.one("aws_db_instance")).toMatchObject({
      publicly_accessible: false,
      db_subnet_group_name: "${store/subnets.name}",
      vpc_security_group_ids: ["${store/group/group.id}"],
    });
    expect(stack.one("aws_db_subnet_group")["subnet_ids"]).toEqual(["isolated-a", "isolated-b"]);
  });

  it("admits nobody by itself", () => {
    expect(postgres().all("aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(postgres().all("aws_vpc_security_group_egress_rule")).toEqual([]);
  });

  it("leaves its password to RDS, so that it stands in no state", () => {
    const instance = postgres().one("aws_db_instance");
    expect(instance).toMatchObject({ manage_master_user_password: true, username: "gantry" });
    expect(instance).not.toHaveProperty("password");
  });

  it("is as big as it was asked to be, and grows before it fills up", () => {
    const asked = { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30, applyImmediately: false };
    expect(postgres(asked).one("aws_db_instance")).toMatchObject({
      identifier: "staging-read-model",
      engine_version: "16.8",
      instance_class: "db.m7g.large",
      allocated_storage: 100,
      max_allocated_storage: 300,
      multi_az: true,
      backup_retention_period: 30,
      apply_immediately: false,
    });
  });

  it("brings a new major version's parameters up beside the old ones", () => {
    expect(postgres({ version: "17.2" }).pathsOf("aws_db_parameter_group")).toEqual(["store/parameters-17"]);
    expect(postgres().one("aws_db_parameter_group")["lifecycle"]).toEqual({ create_before_destroy: true });
  });

  it("has log groups of its own, windows and a ceiling for its storage where it is told", () => {
    const stack = postgres({ logRetentionDays: 90, storageMaximumGiB: 50, insights: false });
    expect(stack.all("aws_cloudwatch_log_group")).toEqual([
      { name: "/aws/rds/instance/staging-read-model/postgresql", retention_in_days: 90 },
      { name: "/aws/rds/instance/staging-read-model/upgrade", retention_in_days: 90 },
    ]);
    expect(stack.one("aws_db_instance")).toMatchObject({
      max_allocated_storage: 50,
      performance_insights_enabled: false,
    });
    expect(postgres().all("aws_cloudwatch_log_group")).toEqual([]);
  });

  it("tells its users where it is and gives them the secret by reference", () => {
    const { ref } = postgres();
    expect(ref).toMatchObject({ name: "read-model", kind: "postgres", physicalName: "staging-read-model" });
    expect(ref.peer).toMatchObject({ label: "store read-model", port: 5432 });
    expect(Object.keys(ref.variables)).toEqual(["READ_MODEL_HOST", "READ_MODEL_PORT", "READ_MODEL_NAME"]);
    expect(ref.variables).toMatchObject({ READ_MODEL_PORT: "5432", READ_MODEL_NAME: "main" });
    expect(Object.keys(ref.secrets)).toEqual(["READ_MODEL_USER", "READ_MODEL_PASSWORD"]);
    expect(ref.permissions).toEqual([]);
    expect(ref.secretPermissions.map(({ actions }) => actions)).toEqual([
      ["secretsmanager:GetSecretValue"],
      ["kms:Decrypt"],
    ]);
    expect(ref.secretPermissions[1]?.resources).toEqual(["arn:key"]);
  });
});

describe("a bucket store", () => {
  const named = { organization: "acme", environment: "staging", store: "documents" };
  const stack = synthStore(
    (scope) => new BucketStore(scope, "store", { ...named, noncurrentDays: 30, keyArn: "arn:key" }),
  );
  const { ref } = stack;

  it("has a name that is unique in the world", () => {
    expect(stack.one("aws_s3_bucket")).toEqual({ bucket: "acme-staging-documents" });
  });

  it("lets its users read, write, delete and list its own objects, with its own key", () => {
    expect(ref.permissions.map(({ actions }) => actions)).toEqual([
      ["s3:ListBucket"],
      ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      ["kms:Decrypt", "kms:GenerateDataKey"],
    ]);
    expect(ref.permissions[2]?.resources).toEqual(["arn:key"]);
  });

  it("tells its users its name, and needs neither a network nor a secret", () => {
    expect(ref.variables).toEqual({ DOCUMENTS_BUCKET: "acme-staging-documents" });
    expect(ref.secrets).toEqual({});
    expect(ref).not.toHaveProperty("peer");
  });
});

describe("a bucket store that is told more", () => {
  const named = { organization: "acme", environment: "staging", store: "documents" };
  const stack = synth((scope) => {
    new BucketStore(scope, "store", {
      ...named,
      noncurrentDays: 30,
      keyArn: "arn:key",
      transitions: [{ afterDays: 30, to: "STANDARD_IA" }],
      expireDays: 365,
      cors: [{ origins: ["https://a.test"], methods: ["PUT"], headers: [], exposes: ["ETag"], maximumAgeSeconds: 60 }],
      lock: { mode: "compliance", days: 90 },
    });
  });

  it("moves objects to cheaper storage as they grow old, and deletes them", () => {
    const rules = stack.one("aws_s3_bucket_lifecycle_configuration")["rule"];
    expect(rules).toMatchObject([
      { transition: [{ days: 30, storage_class: "STANDARD_IA" }], expiration: [{ days: 365 }] },
    ]);
  });

  it("lets the pages of those origins call it, and says no more than was said", () => {
    expect(stack.one("aws_s3_bucket_cors_configuration")["cors_rule"]).toEqual([
      { allowed_origins: ["https://a.test"], allowed_methods: ["PUT"], expose_headers: ["ETag"], max_age_seconds: 60 },
    ]);
  });

  it("keeps every version for so long, by a resource of its own that can be added to a bucket that stands", () => {
    expect(stack.one("aws_s3_bucket_object_lock_configuration")).toMatchObject({
      rule: { default_retention: { mode: "COMPLIANCE", days: 90 } },
    });
    expect(stack.one("aws_s3_bucket")).toEqual({ bucket: "acme-staging-documents" });
  });
});

describe("a setting", () => {
  it("is called by its store, in the spelling of environment variables", () => {
    expect(settingName("read-model", "HOST")).toBe("READ_MODEL_HOST");
  });
});

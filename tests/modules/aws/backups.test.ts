import { describe, expect, it } from "vitest";
import { Backups, type BackupsProps } from "../../../modules/aws/backup/backups.js";
import { synth } from "../../support/synth.js";
import { statementsOf, valueAt } from "../../support/values.js";

const props: BackupsProps = {
  environment: "production",
  account: "333333333333",
  region: "eu-west-1",
  keyArn: "arn:key",
  saved: [
    { kind: "instance", arn: "arn:main" },
    { kind: "cluster", arn: "arn:ledger" },
    { kind: "files", arn: "arn:uploads" },
    { kind: "bucket", arn: "arn:documents" },
  ],
  at: "05:30",
  keeping: { daily: { keepDays: 35 }, monthly: { keepDays: 365, coldAfterDays: 30 } },
  topicArn: "arn:topic",
};

const backups = (more: Partial<BackupsProps> = {}) =>
  synth((scope) => new Backups(scope, "backups", { ...props, ...more }));
const stack = backups();
const vaultKey = "${backups/key/key.arn}";
const snapshots = (type: string) => `arn:aws:rds:eu-west-1:333333333333:${type}:awsbackup:*`;

/** What the role may do, as `actions on resources`. */
const permitted = (saved: BackupsProps["saved"]) =>
  statementsOf(backups({ saved }).one("aws_iam_role_policy")["policy"]).map(
    ({ Action, Resource, Condition }) =>
      `${Action.join(" ")} on ${Resource.join(" ")}${Condition === undefined ? "" : ` if ${JSON.stringify(Condition)}`}`,
  );

/** Of every role. */
const common = [
  "backup:CopyIntoBackupVault backup:DescribeBackupVault on arn:aws:backup:eu-west-1:333333333333:backup-vault:production",
  "backup:TagResource on arn:aws:backup:eu-west-1:333333333333:recovery-point:*",
];
const keys = [
  `kms:DescribeKey on arn:key ${vaultKey}`,
  `kms:CreateGrant on arn:key ${vaultKey} if {"Bool":{"kms:GrantIsForAWSResource":"true"}}`,
];

const locked = (lock: BackupsProps["lock"] & object) => backups({ lock }).one("aws_backup_vault_lock_configuration");

describe("backups", () => {
  it("lie in a vault with a key of its own, and are locked where somebody says so", () => {
    expect(stack.one("aws_backup_vault")).toEqual({ name: "production", kms_key_arn: vaultKey });
    expect(stack.all("aws_backup_vault_lock_configuration")).toEqual([]);
    const common = { backup_vault_name: "${backups/vault.name}", min_retention_days: 30 };
    expect(locked({ minimumDays: 30 })).toEqual(common);
    expect(locked({ minimumDays: 30, finalAfterDays: 3 })).toEqual({ ...common, changeable_for_days: 3 });
  });

  it("are made by a clock, each rhythm kept for its own time", () => {
    const rule = { target_vault_name: "${backups/vault.name}", start_window: 60, completion_window: 480 };
    expect(stack.one("aws_backup_plan")).toEqual({
      name: "production",
      rule: [
        { ...rule, rule_name: "daily", schedule: "cron(30 5 ? * * *)", lifecycle: { delete_after: 35 } },
        {
          ...rule,
          rule_name: "monthly",
          schedule: "cron(30 5 1 * ? *)",
          lifecycle: { delete_after: 365, cold_storage_after: 30 },
        },
      ],
    });
  });

  it("are of the stores that were chosen, by a role that AWS Backup alone has, for this account", () => {
    expect(stack.one("aws_backup_selection")).toMatchObject({
      plan_id: "${backups/plan.id}",
      iam_role_arn: "${backups/role.arn}",
      resources: ["arn:main", "arn:ledger", "arn:uploads", "arn:documents"],
    });
    expect(statementsOf(stack.one("aws_iam_role")["assume_role_policy"])).toMatchObject([
      {
        Principal: { Service: "backup.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
      },
    ]);
  });

  it("that fail are told in a line, those of this vault alone", () => {
    expect(JSON.parse(String(stack.one("aws_cloudwatch_event_rule")["event_pattern"]))).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change"],
      detail: { backupVaultName: ["production"], state: ["ABORTED", "EXPIRED", "FAILED"] },
    });
    const target = stack.one("aws_cloudwatch_event_target");
    expect(target["arn"]).toBe("arn:topic");
    expect(valueAt(target, "input_transformer.input_template")).toBe(
      '"production: the backup of <resource> is <state>: <message>"',
    );
  });
});

describe("the role that makes backups may do no more than", () => {
  it("of a database, its snapshots that AWS Backup made", () => {
    expect(permitted([{ kind: "instance", arn: "arn:main" }])).toEqual([
      ...common,
      `rds:AddTagsToResource rds:CreateDBSnapshot rds:DescribeDBInstances rds:DescribeDBSnapshots rds:ListTagsForResource on arn:main ${snapshots("snapshot")}`,
      `rds:DeleteDBSnapshot rds:ModifyDBSnapshotAttribute on ${snapshots("snapshot")}`,
      ...keys,
    ]);
  });

  it("of a cluster, likewise", () => {
    expect(permitted([{ kind: "cluster", arn: "arn:ledger" }])).toEqual([
      ...common,
      `rds:AddTagsToResource rds:CreateDBClusterSnapshot rds:DescribeDBClusterSnapshots rds:DescribeDBClusters rds:ListTagsForResource on arn:ledger ${snapshots("cluster-snapshot")}`,
      `rds:DeleteDBClusterSnapshot rds:ModifyDBClusterSnapshotAttribute on ${snapshots("cluster-snapshot")}`,
      ...keys,
    ]);
  });

  it("of files, reading them", () => {
    expect(permitted([{ kind: "files", arn: "arn:uploads" }])).toEqual([
      ...common,
      "elasticfilesystem:Backup elasticfilesystem:DescribeTags on arn:uploads",
      ...keys,
    ]);
  });

  it("of a bucket, reading it, and hearing of its changes by rules of AWS Backup's own", () => {
    const [, , bucket, objects, rules, unscoped, decrypt] = permitted([{ kind: "bucket", arn: "arn:documents" }]);
    expect(bucket).toMatch(/^s3:GetBucketAcl .* s3:PutInventoryConfiguration on arn:documents$/);
    expect(objects).toMatch(/^s3:GetObject( s3:GetObject\w+){5} on arn:documents\/\*$/);
    expect(rules).toMatch(/on arn:aws:events:eu-west-1:333333333333:rule\/AwsBackupManagedRule\*$/);
    expect(unscoped).toBe("cloudwatch:GetMetricData events:ListRules on *");
    expect(decrypt).toBe('kms:Decrypt on arn:key if {"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}}');
  });

  it("of buckets with keys of their own, opening these", () => {
    const [, , , , , , decrypt] = permitted([
      { kind: "bucket", arn: "arn:documents" },
      { kind: "bucket", arn: "arn:pages", keyArn: "arn:pages-key" },
    ]);
    expect(decrypt).toMatch(/^kms:Decrypt on arn:key arn:pages-key if /);
  });
});

import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail/index.js";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace/index.js";
import { RedshiftserverlessWorkgroup } from "@cdktf/provider-aws/lib/redshiftserverless-workgroup/index.js";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { type Statement, statementsOf, valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const placedOf = (stack: Synthesized, type: string) => stack.resources().filter((one) => one.type === type);

const lacking = (path: string, has: Readonly<Record<string, boolean>>) =>
  Object.entries(has).flatMap(([what, present]) => (present ? [] : [`${path} lacks ${what}`]));

/** What ties a service to whom it acts for: its account, its source, the service that it comes by, what it encrypts. */
const TIES = ["aws:SourceAccount", "aws:SourceArn", "kms:ViaService", "kms:CallerAccount", "kms:EncryptionContext:"];

const isTied = ({ Condition }: Statement) => TIES.some((tie) => JSON.stringify(Condition ?? {}).includes(`"${tie}`));
const serviceOf = ({ Principal }: Statement) => valueAt((Principal ?? {}) as Resource, "Service");

const keys: Policy = {
  promise: "lets services use a key for what they are named for alone, and nobody else beside IAM",
  violations: (stack) =>
    placedOf(stack, "aws_kms_key").flatMap(({ path, resource }) =>
      resource["policy"] === undefined
        ? []
        : statementsOf(resource["policy"]).flatMap((statement) => {
            const root = String(valueAt((statement.Principal ?? {}) as Resource, "AWS"));
            if (/^arn:aws:iam::\d{12}:root$/.test(root)) return [];
            if (serviceOf(statement) === undefined) return [`${path} admits ${JSON.stringify(statement.Principal)}`];
            return isTied(statement) && !statement.Action.includes("kms:*")
              ? []
              : [`${path}: ${String(serviceOf(statement))} may use it for anybody`];
          }),
    ),
  broken: (scope) => {
    const Statement = [{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "kms:Decrypt" }];
    new KmsKey(scope, "key", { policy: JSON.stringify({ Statement }) });
  },
};

/** It says of nothing where it comes from: whose rule it is, only the key can tell. */
const WITHOUT_SOURCE = "events.amazonaws.com";

const topics: Policy = {
  promise: "encrypts every topic with its own key, refuses it all but TLS, and lets publish the services that it names",
  violations: (stack) =>
    placedOf(stack, "aws_sns_topic").flatMap(({ path, resource }) => {
      const own = stack.all("aws_sns_topic_policy").find((one) => one["arn"] === `\${${path}.arn}`);
      const statements = own === undefined ? [] : statementsOf(own["policy"]);
      const admitted = statements.filter(({ Effect }) => Effect === "Allow");
      return lacking(path, {
        "a key of its own": String(resource["kms_master_key_id"]).startsWith("${"),
        "TLS only": statements.some(
          ({ Effect, Principal, Condition }) =>
            Effect === "Deny" &&
            Principal === "*" &&
            JSON.stringify(Condition) === JSON.stringify({ Bool: { "aws:SecureTransport": "false" } }),
        ),
        "named publishers alone": admitted.every(
          (statement) =>
            serviceOf(statement) !== undefined && (isTied(statement) || serviceOf(statement) === WITHOUT_SOURCE),
        ),
      });
    }),
  broken: (scope) => {
    const topic = new SnsTopic(scope, "topic", { name: "open" });
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }];
    new SnsTopicPolicy(scope, "policy", { arn: topic.arn, policy: JSON.stringify({ Statement }) });
  },
};

const warehouses: Policy = {
  promise: "encrypts every warehouse with its own key, knows no password of it, and has its logs kept for a time",
  violations: (stack) => {
    const groups = new Set(stack.all("aws_cloudwatch_log_group").map(({ name }) => name));
    return placedOf(stack, "aws_redshiftserverless_namespace").flatMap(({ path, resource }) => {
      const logs = (resource["log_exports"] ?? []) as readonly string[];
      return lacking(path, {
        "a key of its own": resource["kms_key_id"] !== undefined,
        "a password made by Redshift": resource["manage_admin_password"] === true,
        "no password of ours": !("admin_user_password" in resource),
        "the logs of who came and what was asked": ["connectionlog", "useractivitylog"].every((log) =>
          logs.includes(log),
        ),
        "groups of its own for them": logs.every((log) =>
          groups.has(`/aws/redshift/${String(resource["namespace_name"])}/${log}`),
        ),
      });
    });
  },
  broken: (scope) => {
    new RedshiftserverlessNamespace(scope, "namespace", { namespaceName: "open" });
  },
};

const workgroups: Policy = {
  promise: "has every warehouse in three isolated subnets, behind a group of its own, for TLS alone",
  violations: (stack) => {
    const isolated = placedOf(stack, "aws_subnet")
      .filter(({ resource }) => valueAt(resource, "tags.tier") === "isolated")
      .map(({ path }) => `\${${path}.id}`);
    return placedOf(stack, "aws_redshiftserverless_workgroup").flatMap(({ path, resource }) => {
      const subnets = (resource["subnet_ids"] ?? []) as readonly string[];
      const parameters = (resource["config_parameter"] ?? []) as readonly Resource[];
      return lacking(path, {
        "three isolated subnets": subnets.length >= 3 && subnets.every((subnet) => isolated.includes(subnet)),
        "a group of its own": ((resource["security_group_ids"] ?? []) as readonly unknown[]).length === 1,
        "no address of the internet": resource["publicly_accessible"] === false,
        "TLS only": parameters.some(
          (one) => one["parameter_key"] === "require_ssl" && one["parameter_value"] === "true",
        ),
        "an end of what it may cost": resource["max_capacity"] !== undefined,
      });
    });
  },
  broken: (scope) => {
    new RedshiftserverlessWorkgroup(scope, "workgroup", { workgroupName: "open", namespaceName: "open" });
  },
};

const vaults: Policy = {
  promise: "encrypts every backup and every history with its own key, and locks none that is to be destroyed",
  violations: (stack) => [
    ...placedOf(stack, "aws_backup_vault").flatMap(({ path, resource }) =>
      lacking(path, { "a key of its own": resource["kms_key_arn"] !== undefined }),
    ),
    ...placedOf(stack, "aws_config_delivery_channel").flatMap(({ path, resource }) =>
      lacking(path, { "a key of its own": resource["s3_kms_key_arn"] !== undefined }),
    ),
    ...(stack.json.output?.["lifecycle"]?.["value"] === "protected"
      ? []
      : placedOf(stack, "aws_backup_vault_lock_configuration").map(({ path }) => `${path} can't be taken away`)),
  ],
  broken: (scope) => {
    new BackupVault(scope, "vault", { name: "open" });
    new ConfigDeliveryChannel(scope, "channel", { s3BucketName: "open" });
  },
};

const failures: Policy = {
  promise: "tells somebody of every backup that fails",
  violations: (stack) => {
    const told = stack
      .all("aws_cloudwatch_event_rule")
      .map(({ event_pattern }) => JSON.parse((event_pattern ?? "{}") as string) as Resource)
      .filter((pattern) => JSON.stringify(pattern["source"]) === '["aws.backup"]')
      .flatMap((pattern) => (valueAt(pattern, "detail.backupVaultName") ?? []) as readonly string[]);
    return placedOf(stack, "aws_backup_vault")
      .filter(({ resource }) => !told.includes(String(resource["name"])))
      .map(({ path }) => path);
  },
  broken: (scope) => {
    new BackupVault(scope, "vault", { name: "silent", kmsKeyArn: "arn:key" });
  },
};

const trails: Policy = {
  promise: "encrypts every trail with its own key, signs it, and has it see every region",
  violations: (stack) =>
    placedOf(stack, "aws_cloudtrail").flatMap(({ path, resource }) =>
      lacking(path, {
        "a key of its own": resource["kms_key_id"] !== undefined,
        signatures: resource["enable_log_file_validation"] === true,
        "every region": resource["is_multi_region_trail"] === true,
      }),
    ),
  broken: (scope) => {
    new Cloudtrail(scope, "trail", { name: "open", s3BucketName: "open" });
  },
};

export const safety: readonly Policy[] = [keys, topics, warehouses, workgroups, vaults, failures, trails];

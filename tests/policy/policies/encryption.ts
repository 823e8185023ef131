import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system/index.js";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { PublicLoadBalancer } from "../../../modules/aws/edge/public-load-balancer.js";
import { networkRef } from "../../support/refs.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { statementsOf, valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";
import { refersToSecret } from "./secrets.js";

/** Names what a resource lacks of what it must have. */
const lacking = (path: string, has: Readonly<Record<string, boolean>>) =>
  Object.entries(has).flatMap(([what, present]) => (present ? [] : [`${path} lacks ${what}`]));

const placedOf = (stack: Synthesized, type: string) => stack.resources().filter((one) => one.type === type);

/** How each engine of RDS is told to refuse what doesn't come over TLS. */
const TLS_ONLY: Readonly<Record<string, readonly [parameter: string, value: string]>> = {
  postgres: ["rds.force_ssl", "1"],
  mysql: ["require_secure_transport", "1"],
  "aurora-postgresql": ["rds.force_ssl", "1"],
  "aurora-mysql": ["require_secure_transport", "ON"],
};

/** Whether the parameter group that a database names does so. */
function forcesTls(stack: Synthesized, { engine, ...database }: Resource): boolean {
  const named = database["parameter_group_name"] ?? database["db_cluster_parameter_group_name"];
  const group = ["aws_db_parameter_group", "aws_rds_cluster_parameter_group"]
    .flatMap((type) => placedOf(stack, type))
    .find(({ path }) => named === `\${${path}.name}`);
  const parameters = (group?.resource["parameter"] ?? []) as readonly Resource[];
  const [parameter, needed] = TLS_ONLY[String(engine)] ?? [];
  return parameters.some(({ name, value }) => name === parameter && value === needed);
}

const databases: Policy = {
  promise: "encrypts every database with its own key, admits TLS alone and knows no password",
  violations: (stack) =>
    [...placedOf(stack, "aws_db_instance"), ...placedOf(stack, "aws_rds_cluster")].flatMap(({ path, resource }) =>
      lacking(path, {
        encryption: resource["storage_encrypted"] === true,
        "a key of its own": resource["kms_key_id"] !== undefined,
        "TLS only": forcesTls(stack, resource),
        "a password made by RDS": resource["manage_master_user_password"] === true,
        "no password of ours": !("password" in resource || "master_password" in resource),
      }),
    ),
  broken: (scope) => {
    new DbInstance(scope, "database", { instanceClass: "db.t4g.micro", username: "gantry" });
  },
};

const caches: Policy = {
  promise: "encrypts every Redis store with its own key, admits TLS alone and by IAM, and has no password",
  violations: (stack) => [
    ...placedOf(stack, "aws_elasticache_replication_group").flatMap(({ path, resource }) =>
      lacking(path, {
        encryption: resource["at_rest_encryption_enabled"] === "true",
        "a key of its own": resource["kms_key_id"] !== undefined,
        "TLS only": resource["transit_encryption_enabled"] === true,
        "users who may open it": ((resource["user_group_ids"] ?? []) as readonly string[]).length === 1,
        "no token": !("auth_token" in resource),
      }),
    ),
    ...placedOf(stack, "aws_elasticache_user").flatMap(({ path, resource }) => {
      const isOff = String(resource["access_string"]) === "off ~* -@all";
      return lacking(path, {
        "IAM, or nothing that it may do": valueAt(resource, "authentication_mode.type") === "iam" || isOff,
        "a default user that is off": resource["user_name"] !== "default" || isOff,
        "no password": !("passwords" in resource),
      });
    }),
  ],
  broken: (scope) => {
    new ElasticacheReplicationGroup(scope, "cache", { replicationGroupId: "open", description: "open" });
  },
};

/** The resource of that type which belongs to a bucket. */
function besideBucket(stack: Synthesized, path: string, type: string): Resource | undefined {
  return stack.all(type).find((one) => one["bucket"] === `\${${path}.id}`);
}

const buckets: Policy = {
  promise: "encrypts, versions and closes every bucket, and refuses it all but TLS",
  violations: (stack) =>
    placedOf(stack, "aws_s3_bucket").flatMap(({ path }) => {
      const beside = (type: string) => besideBucket(stack, path, type);
      const closed = beside("aws_s3_bucket_public_access_block") ?? {};
      const policy = beside("aws_s3_bucket_policy")?.["policy"];
      const refusals = policy === undefined ? [] : statementsOf(policy).filter(({ Effect }) => Effect === "Deny");
      const everything = [`\${${path}.arn}`, `\${${path}.arn}/*`];
      return lacking(path, {
        encryption: beside("aws_s3_bucket_server_side_encryption_configuration") !== undefined,
        versions: valueAt(beside("aws_s3_bucket_versioning") ?? {}, "versioning_configuration.status") === "Enabled",
        "all four closures": [
          "block_public_acls",
          "block_public_policy",
          "ignore_public_acls",
          "restrict_public_buckets",
        ].every((closure) => closed[closure] === true),
        "TLS only": refusals.some(
          ({ Action, Resource, Condition, Principal }) =>
            Principal === "*" &&
            Action.includes("s3:*") &&
            everything.every((part) => Resource.includes(part)) &&
            JSON.stringify(Condition) === JSON.stringify({ Bool: { "aws:SecureTransport": "false" } }),
        ),
      });
    }),
  broken: (scope) => {
    new S3Bucket(scope, "bucket", { bucket: "open" });
  },
};

const queues: Policy = {
  promise: "encrypts every queue, refuses it all but TLS, and sends dead letters nowhere but where they may go",
  violations: (stack) =>
    placedOf(stack, "aws_sqs_queue").flatMap(({ path, resource }) => {
      const statements = statementsOf(resource["policy"] ?? '{ "Statement": [] }');
      const own = `:${String(resource["name"])}`;
      return lacking(path, {
        encryption: resource["kms_master_key_id"] !== undefined || resource["sqs_managed_sse_enabled"] === true,
        "TLS only": statements.some(
          ({ Effect, Action, Resource, Condition, Principal }) =>
            Effect === "Deny" &&
            Principal === "*" &&
            Action.includes("sqs:*") &&
            Resource.every((arn) => arn.endsWith(own)) &&
            JSON.stringify(Condition) === JSON.stringify({ Bool: { "aws:SecureTransport": "false" } }),
        ),
        "a say in who sends it dead letters": resource["redrive_allow_policy"] !== undefined,
      });
    }),
  broken: (scope) => {
    new SqsQueue(scope, "queue", { name: "open" });
  },
};

const fileSystems: Policy = {
  promise: "encrypts every file system with its own key, and refuses it all but TLS through an access point",
  violations: (stack) =>
    placedOf(stack, "aws_efs_file_system").flatMap(({ path, resource }) => {
      const id = `\${${path}.id}`;
      const policy = stack.all("aws_efs_file_system_policy").find((one) => one["file_system_id"] === id);
      const refusals =
        policy === undefined ? [] : statementsOf(policy["policy"]).filter(({ Effect }) => Effect === "Deny");
      const refuses = (condition: object) =>
        refusals.some(({ Condition }) => JSON.stringify(Condition) === JSON.stringify(condition));
      return lacking(path, {
        encryption: resource["encrypted"] === true,
        "a key of its own": resource["kms_key_id"] !== undefined,
        "TLS only": refuses({ Bool: { "aws:SecureTransport": "false" } }),
        "access points only": refuses({ Null: { "elasticfilesystem:AccessPointArn": "true" } }),
      });
    }),
  broken: (scope) => {
    new EfsFileSystem(scope, "files", {});
  },
};

const mounts: Policy = {
  promise: "mounts files over TLS, by the role of the task and through its access point",
  violations: (stack) =>
    placedOf(stack, "aws_ecs_task_definition").flatMap(({ path, resource }) =>
      ((resource["volume"] ?? []) as readonly Resource[])
        .filter(({ efs_volume_configuration: efs }) => efs !== undefined)
        .flatMap((volume) => {
          const at = (argument: string) => valueAt(volume, `efs_volume_configuration.${argument}`);
          return lacking(`${path} ${String(volume["name"])}`, {
            TLS: at("transit_encryption") === "ENABLED",
            "the role of the task": at("authorization_config.iam") === "ENABLED",
            "an access point": at("authorization_config.access_point_id") !== undefined,
          });
        }),
    ),
  broken: (scope) => {
    const volume = [{ name: "files", efsVolumeConfiguration: { fileSystemId: "fs-1" } }];
    new EcsTaskDefinition(scope, "task", { family: "api", containerDefinitions: "[]", volume });
  },
};

const parameters: Policy = {
  promise: "keeps secrets in encrypted parameters alone",
  violations: (stack) =>
    placedOf(stack, "aws_ssm_parameter")
      .filter(({ resource }) => refersToSecret(resource["value"]) && resource["type"] !== "SecureString")
      .map(({ path, resource }) => `${path} is a ${String(resource["type"])}`),
  broken: (scope) => {
    new SsmParameter(scope, "token", { name: "/token", type: "String", value: "${gitlab_user_runner.runner.token}" });
  },
};

const keys: Policy = {
  promise: "rotates every key",
  violations: (stack) =>
    placedOf(stack, "aws_kms_key").flatMap(({ path, resource }) =>
      lacking(path, { rotation: resource["enable_key_rotation"] === true }),
    ),
  broken: (scope) => {
    new KmsKey(scope, "key", {});
  },
};

const listeners: Policy = {
  promise: "serves the world HTTPS, and HTTP only to send it there",
  violations: (stack) => {
    const internal = placedOf(stack, "aws_lb").filter(({ resource }) => resource["internal"] === true);
    const arns = internal.map(({ path }) => `\${${path}.arn}`);
    const listening = placedOf(stack, "aws_lb_listener");
    return listening.flatMap(({ path, resource }) => {
      if (arns.includes(String(resource["load_balancer_arn"]))) return [];
      const redirects = valueAt(resource, "default_action.0.redirect.protocol") === "HTTPS";
      const modern = String(resource["ssl_policy"]).startsWith("ELBSecurityPolicy-TLS13-");
      return lacking(path, { "HTTPS or a redirect to it": resource["protocol"] === "HTTPS" ? modern : redirects });
    });
  },
  broken: (scope) => {
    new PublicLoadBalancer(scope, "edge", { environment: "broken", network: networkRef });
  },
};

export const encryption: readonly Policy[] = [
  databases,
  caches,
  buckets,
  queues,
  fileSystems,
  mounts,
  parameters,
  keys,
  listeners,
];

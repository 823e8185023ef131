import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster/index.js";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance/index.js";
import { TerraformOutput } from "cdktf";
import type { Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const placedOf = (stack: Synthesized, type: string) => stack.resources().filter((one) => one.type === type);

/** Fewest days for which a protected environment can go back. */
const DAYS = 7;

/** Where each type says for how many days its backups are kept. */
const BACKUPS: Readonly<Record<string, string>> = {
  aws_db_instance: "backup_retention_period",
  aws_rds_cluster: "backup_retention_period",
  aws_elasticache_replication_group: "snapshot_retention_limit",
};

const backups: Policy = {
  promise: "keeps backups of every database and Redis store for a week where it is protected, of files for ever",
  violations: (stack) => {
    if (stack.json.output?.["lifecycle"]?.["value"] !== "protected") return [];
    return [
      ...Object.entries(BACKUPS).flatMap(([type, days]) =>
        placedOf(stack, type).flatMap(({ path, resource }) =>
          Number(resource[days] ?? 0) < DAYS ? [`${path}: ${days}`] : [],
        ),
      ),
      ...placedOf(stack, "aws_efs_backup_policy").flatMap(({ path, resource }) =>
        valueAt(resource, "backup_policy.status") === "ENABLED" ? [] : [path],
      ),
    ];
  },
  broken: (scope) => {
    new TerraformOutput(scope, "lifecycle", { value: "protected", staticId: true });
    new RdsCluster(scope, "cluster", { engine: "aurora-mysql", backupRetentionPeriod: 1 });
  },
};

/** The argument by which each type names its subnet group. */
const SUBNET_GROUPS: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  aws_db_instance: ["db_subnet_group_name", "aws_db_subnet_group"],
  aws_rds_cluster: ["db_subnet_group_name", "aws_db_subnet_group"],
  aws_elasticache_replication_group: ["subnet_group_name", "aws_elasticache_subnet_group"],
};

const tier: Policy = {
  promise: "has every database and Redis store in the isolated tier, behind a group of its own",
  violations: (stack) => {
    const isolated = placedOf(stack, "aws_subnet")
      .filter(({ resource }) => valueAt(resource, "tags.tier") === "isolated")
      .map(({ path }) => `\${${path}.id}`);
    return Object.entries(SUBNET_GROUPS).flatMap(([type, [argument, groupType]]) =>
      placedOf(stack, type).flatMap(({ path, resource }) => {
        const group = placedOf(stack, groupType).find((one) => resource[argument] === `\${${one.path}.name}`);
        const subnets = (group?.resource["subnet_ids"] ?? []) as readonly string[];
        const groups = (resource["vpc_security_group_ids"] ?? resource["security_group_ids"] ?? []) as unknown[];
        const isIsolated = subnets.length > 1 && subnets.every((subnet) => isolated.includes(subnet));
        return isIsolated && groups.length === 1 ? [] : [path];
      }),
    );
  },
  broken: (scope) => {
    const subnets = new DbSubnetGroup(scope, "subnets", { name: "public", subnetIds: ["public-a", "public-b"] });
    new RdsCluster(scope, "cluster", { engine: "aurora-mysql", dbSubnetGroupName: subnets.name });
  },
};

const logs: Policy = {
  promise: "makes the log groups of Aurora, MySQL and Redis itself, so that logs aren't kept for ever",
  violations: (stack) => {
    const groups = new Set(stack.all("aws_cloudwatch_log_group").map(({ name }) => name));
    const made = (path: string, owner: string, exports: unknown) =>
      ((exports ?? []) as readonly string[])
        .map((log) => `${owner}/${log}`)
        .filter((name) => !groups.has(name))
        .map((name) => `${path}: ${name}`);
    return [
      ...placedOf(stack, "aws_rds_cluster").flatMap(({ path, resource }) =>
        made(
          path,
          `/aws/rds/cluster/${String(resource["cluster_identifier"])}`,
          resource["enabled_cloudwatch_logs_exports"],
        ),
      ),
      ...placedOf(stack, "aws_db_instance")
        .filter(({ resource }) => resource["engine"] === "mysql")
        .flatMap(({ path, resource }) =>
          made(
            path,
            `/aws/rds/instance/${String(resource["identifier"])}`,
            resource["enabled_cloudwatch_logs_exports"],
          ),
        ),
    ];
  },
  broken: (scope) => {
    const enabledCloudwatchLogsExports = ["error"];
    new RdsCluster(scope, "cluster", {
      engine: "aurora-mysql",
      clusterIdentifier: "main",
      enabledCloudwatchLogsExports,
    });
  },
};

const writers: Policy = {
  promise: "has an instance in every Aurora cluster, in the cluster's own subnets",
  violations: (stack) => {
    const instances = stack.all("aws_rds_cluster_instance");
    return [
      ...placedOf(stack, "aws_rds_cluster").flatMap(({ path }) =>
        instances.some((one) => one["cluster_identifier"] === `\${${path}.id}`) ? [] : [`${path} has no instance`],
      ),
      ...placedOf(stack, "aws_rds_cluster_instance").flatMap(({ path, resource }) =>
        String(resource["db_subnet_group_name"]).endsWith("/cluster.db_subnet_group_name}") ? [] : [path],
      ),
    ];
  },
  broken: (scope) => {
    new RdsClusterInstance(scope, "lone", {
      clusterIdentifier: "main",
      engine: "aurora-mysql",
      instanceClass: "db.r7g.large",
    });
  },
};

/** The argument by which AWS would bring each type to another version of its own accord. */
const OWN_ACCORD: Readonly<Record<string, string>> = {
  aws_db_instance: "auto_minor_version_upgrade",
  aws_rds_cluster_instance: "auto_minor_version_upgrade",
  aws_elasticache_replication_group: "auto_minor_version_upgrade",
};

const versions: Policy = {
  promise: "brings no store to another version unasked",
  violations: (stack) =>
    Object.entries(OWN_ACCORD).flatMap(([type, argument]) =>
      placedOf(stack, type).flatMap(({ path, resource }) => (String(resource[argument]) === "false" ? [] : [path])),
    ),
  broken: (scope) => {
    new RdsClusterInstance(scope, "instance", {
      clusterIdentifier: "main",
      engine: "mysql",
      instanceClass: "db.r7g.large",
    });
  },
};

export const stores: readonly Policy[] = [backups, tier, logs, writers, versions];

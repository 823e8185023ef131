import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { AuroraMysql } from "../../../modules/aws/data/aurora-mysql.js";
import { AuroraPostgres } from "../../../modules/aws/data/aurora-postgres.js";
import type { AuroraClusterProps } from "../../../modules/aws/data/relational/aurora-cluster.js";
import type { StoreRef } from "../../../modules/core/refs/stores.js";
import { networkRef } from "../../support/refs.js";
import type { Synthesized } from "../../support/synth.js";
import { synthStore } from "../../support/synth-store.js";

const props: AuroraClusterProps = {
  environment: "staging",
  store: "ledger",
  version: "16.6",
  database: "ledger",
  size: "db.r7g.large",
  readers: 1,
  backupDays: 7,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:03:30-sun:04:30",
  logRetentionDays: 14,
  applyImmediately: true,
  keyArn: "arn:key",
  network: networkRef,
};

type Kind = new (scope: Construct, id: string, props: AuroraClusterProps) => { readonly ref: StoreRef };

const aurora = (Of: Kind, more: Partial<AuroraClusterProps> = {}) =>
  synthStore((scope) => new Of(scope, "store", { ...props, ...more }));
const postgres = (more?: Partial<AuroraClusterProps>) => aurora(AuroraPostgres, more);
const mysql = (more?: Partial<AuroraClusterProps>) =>
  aurora(AuroraMysql, { version: "8.0.mysql_aurora.3.08.0", ...more });

const logGroupsOf = (stack: Synthesized) => stack.all("aws_cloudwatch_log_group").map(({ name }) => name);

describe("an Aurora cluster", () => {
  it("is encrypted at rest, its insights and its password too", () => {
    const stack = postgres();
    expect(stack.one("aws_rds_cluster")).toMatchObject({
      storage_encrypted: true,
      kms_key_id: "arn:key",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: "arn:key",
    });
    expect(stack.one("aws_rds_cluster")).not.toHaveProperty("master_password");
    expect(stack.at("aws_rds_cluster_instance", "store/instance-1")).toMatchObject({
      performance_insights_kms_key_id: "arn:key",
    });
  });

  it.each([
    ["PostgreSQL", postgres(), "aurora-postgresql16", { name: "rds.force_ssl", value: "1" }],
    ["MySQL", mysql(), "aurora-mysql8.0", { name: "require_secure_transport", value: "ON" }],
  ])("with %s is reached over TLS only", (_engine, stack, family, parameter) => {
    const group = stack.one("aws_rds_cluster_parameter_group");
    expect(group).toMatchObject({ family, name: `staging-ledger-${family.replace(".", "-")}` });
    expect(group["parameter"]).toContainEqual({ ...parameter, apply_method: "immediate" });
    expect(stack.one("aws_rds_cluster")["db_cluster_parameter_group_name"]).toMatch(
      /^\$\{store\/parameters-.*\.name\}$/,
    );
  });

  it("stands in the isolated tier, has no public address and admits nobody by itself", () => {
    const stack = postgres();
    expect(stack.one("aws_db_subnet_group")["subnet_ids"]).toEqual(["isolated-a", "isolated-b"]);
    expect(stack.one("aws_rds_cluster")).toMatchObject({
      db_subnet_group_name: "${store/subnets.name}",
      vpc_security_group_ids: ["${store/group/group.id}"],
    });
    for (const instance of stack.all("aws_rds_cluster_instance")) {
      expect(instance).toMatchObject({ publicly_accessible: false });
    }
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toEqual([]);
  });

  it("has one instance and its readers, of one class, under numbers that no reader more moves", () => {
    const paths = (readers: number) => postgres({ readers }).pathsOf("aws_rds_cluster_instance");
    expect(paths(0)).toEqual(["store/instance-1"]);
    expect(paths(2)).toEqual(["store/instance-1", "store/instance-2", "store/instance-3"]);
    expect(postgres().all("aws_rds_cluster_instance")).toMatchObject([
      { identifier: "staging-ledger-instance-1", instance_class: "db.r7g.large" },
      { identifier: "staging-ledger-instance-2", instance_class: "db.r7g.large" },
    ]);
    expect(postgres().one("aws_rds_cluster")).not.toHaveProperty("serverlessv2_scaling_configuration");
  });

  it("sizes its instances itself where it is given a range", () => {
    const stack = mysql({ size: { minimum: 0.5, maximum: 8 } });
    expect(stack.one("aws_rds_cluster")).toMatchObject({
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 },
    });
    expect(stack.all("aws_rds_cluster_instance")).toMatchObject([
      { instance_class: "db.serverless" },
      { instance_class: "db.serverless" },
    ]);
  });

  it("goes to another release only when it is told, and then at once", () => {
    expect(postgres().one("aws_rds_cluster")).not.toHaveProperty("allow_major_version_upgrade");
    const upgrading = postgres({ applyImmediately: false, upgradeTo: "16" });
    expect(upgrading.one("aws_rds_cluster")).toMatchObject({
      apply_immediately: true,
      allow_major_version_upgrade: true,
    });
  });

  it("writes its logs to groups that are there before it, and are not kept for ever", () => {
    expect(logGroupsOf(postgres())).toEqual(["/aws/rds/cluster/staging-ledger/postgresql"]);
    expect(logGroupsOf(mysql())).toEqual([
      "/aws/rds/cluster/staging-ledger/error",
      "/aws/rds/cluster/staging-ledger/slowquery",
    ]);
    expect(postgres().one("aws_rds_cluster")["depends_on"]).toEqual(["store/log-postgresql"]);
  });

  it("tells its users where to write and where to read, once an instance answers there", () => {
    const stack = postgres();
    expect(stack.ref).toMatchObject({ kind: "aurora-postgres", physicalName: "staging-ledger" });
    expect(stack.ref.peer).toMatchObject({ label: "store ledger", port: 5432 });
    expect(Object.keys(stack.ref.variables)).toEqual([
      "LEDGER_HOST",
      "LEDGER_READER_HOST",
      "LEDGER_PORT",
      "LEDGER_NAME",
    ]);
    expect(Object.keys(stack.ref.secrets)).toEqual(["LEDGER_USER", "LEDGER_PASSWORD"]);
    expect(mysql().ref.peer).toMatchObject({ port: 3306 });
  });
});

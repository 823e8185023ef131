import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { describe, expect, it } from "vitest";
import { ReplicationRoles } from "../../../../modules/aws/migration/account-roles.js";
import { Replication, type ReplicationProps } from "../../../../modules/aws/migration/replication.js";
import { connectionLines } from "../../../support/connections.js";
import { ca } from "../../../support/moving.js";
import { databaseRef, networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const common = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  network: networkRef,
  keyArn: "arn:key",
  database: "main",
  type: "full-load-and-cdc",
  instance: { size: "dms.t3.medium", storageGiB: 50, standby: false },
  running: false,
  except: [],
  largestLobKiB: 32,
  validate: true,
  logRetentionDays: 14,
} as const;

const fromMysql: ReplicationProps = {
  ...common,
  store: {
    ...databaseRef,
    kind: "aurora-mysql",
    peer: { label: "store main", securityGroupId: "sg-main", port: 3306 },
  },
  from: { engine: "mysql", secret: { name: "old/shop" }, tls: { ca }, ranges: ["10.60.0.7/32"], port: 3307 },
  to: { secret: { name: "new/main", kmsKey: "alias/migration" }, ca },
  tables: ["shop.%"],
  except: ["shop.tmp[_]%"],
};
const fromPostgres: ReplicationProps = {
  ...common,
  store: databaseRef,
  from: {
    engine: "postgres",
    database: "crm",
    secret: { name: "old/crm" },
    tls: "required",
    ranges: ["10.60.0.0/16", "10.61.0.0/16"],
    port: 5432,
  },
  to: { secret: { name: "new/main" } },
  tables: ["public.%"],
};

const made = (props: ReplicationProps) => synth((scope) => new Replication(scope, "move", props));
const mysql = made(fromMysql);
const postgres = made(fromPostgres);

describe("what fills a store from an old database", () => {
  it("reaches the old one, the store, and the services of AWS, and nobody reaches it", () => {
    expect(connectionLines(mysql)).toEqual([
      "in sg-main 3306 move/group: from replication main: replication",
      "out move/group 3306 sg-main: to store main: replication",
      "out move/group 3307 10.60.0.7/32: to 10.60.0.7/32: the old database",
      "out move/group 443 0.0.0.0/0: to anywhere: secrets and logs",
    ]);
    expect(connectionLines(postgres).filter((line) => line.includes("old database"))).toHaveLength(2);
  });

  it("stands in the private subnets, encrypted, without a public address", () => {
    expect(mysql.one("aws_dms_replication_subnet_group")["subnet_ids"]).toEqual(networkRef.privateSubnetIds);
    expect(mysql.one("aws_dms_replication_instance")).toMatchObject({
      replication_instance_id: "staging-main",
      publicly_accessible: false,
      kms_key_arn: "arn:key",
      vpc_security_group_ids: ["${move/group/group.id}"],
    });
  });

  it("may read the two secrets, with their keys, and nothing else", () => {
    expect(statementsOf(mysql.one("aws_iam_role_policy")["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: ["${data.move/endpoints/source-secret.arn}", "${data.move/endpoints/target-secret.arn}"],
      },
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["${data.move/endpoints/alias:migration.target_key_arn}"] },
    ]);
    expect(statementsOf(mysql.one("aws_iam_role")["assume_role_policy"])).toMatchObject([
      {
        Principal: { Service: "dms.eu-west-1.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "222222222222" } },
      },
    ]);
  });

  it("knows both sides by their secrets alone, and speaks TLS as each side can", () => {
    const sides = (stack: typeof mysql) =>
      stack
        .all("aws_dms_endpoint")
        .map((one) => [one["engine_name"], one["ssl_mode"], one["certificate_arn"] !== undefined]);
    expect(sides(mysql)).toEqual([
      ["mysql", "verify-ca", true],
      ["aurora", "verify-ca", true],
    ]);
    expect(sides(postgres)).toEqual([
      ["postgres", "require", false],
      ["postgres", "require", false],
    ]);
    for (const endpoint of [...mysql.all("aws_dms_endpoint"), ...postgres.all("aws_dms_endpoint")]) {
      expect(Object.keys(endpoint)).toEqual(
        expect.arrayContaining(["secrets_manager_arn", "secrets_manager_access_role_arn"]),
      );
      for (const plain of ["username", "password", "server_name", "port"]) expect(endpoint).not.toHaveProperty(plain);
    }
  });

  it("brings over what was chosen, empties nothing, compares what it wrote, and waits until it is told to", () => {
    const task = mysql.one("aws_dms_replication_task");
    expect(task).toMatchObject({ migration_type: "full-load-and-cdc", start_replication_task: false });
    expect(JSON.parse(String(task["table_mappings"])).rules).toMatchObject([
      { "rule-action": "include", "object-locator": { "schema-name": "shop", "table-name": "%" } },
      { "rule-action": "exclude", "object-locator": { "schema-name": "shop", "table-name": "tmp[_]%" } },
      // MySQL's schema is the database, and the store's is called otherwise.
      { "rule-action": "rename", "object-locator": { "schema-name": "shop" }, value: "main" },
    ]);
    expect(JSON.parse(String(task["replication_task_settings"]))).toMatchObject({
      FullLoadSettings: { TargetTablePrepMode: "DO_NOTHING" },
      ValidationSettings: { EnableValidation: true },
      Logging: { EnableLogging: true },
    });
  });

  it("keeps its log for a time, in the group that DMS would make for ever", () => {
    expect(mysql.one("aws_cloudwatch_log_group")).toMatchObject({
      name: "dms-tasks-staging-main",
      retention_in_days: 14,
    });
    expect(mysql.one("aws_dms_replication_task")["depends_on"]).toContain("move/logs");
  });
});

describe("what brings the store's changes to the old database", () => {
  const both = made({ ...fromMysql, back: { running: true } });

  it("is a second task on the same instance, the other way, which copies nothing", () => {
    const tasks = both
      .all("aws_dms_replication_task")
      .map((task) => [
        task["migration_type"],
        task["source_endpoint_arn"],
        task["target_endpoint_arn"],
        task["start_replication_task"],
      ]);
    expect(tasks).toEqual([
      ["cdc", "${move/endpoints/back-source.endpoint_arn}", "${move/endpoints/back-target.endpoint_arn}", true],
      ["full-load-and-cdc", "${move/endpoints/source.endpoint_arn}", "${move/endpoints/target.endpoint_arn}", false],
    ]);
  });

  it("takes the same tables by the names that they have in the store, and gives them their old ones", () => {
    const task = both.at("aws_dms_replication_task", "move/back");
    expect(JSON.parse(String(task["table_mappings"])).rules).toMatchObject([
      { "rule-action": "include", "object-locator": { "schema-name": "main", "table-name": "%" } },
      { "rule-action": "exclude", "object-locator": { "schema-name": "main", "table-name": "tmp[_]%" } },
      { "rule-action": "rename", "object-locator": { "schema-name": "main" }, value: "shop" },
    ]);
  });

  it("has each database on the other side, and opens nothing more", () => {
    const side = (id: string) => {
      const { endpoint_type, engine_name, secrets_manager_arn } = both.at("aws_dms_endpoint", `move/endpoints/${id}`);
      return [endpoint_type, engine_name, secrets_manager_arn];
    };
    expect(side("back-source")).toEqual(["source", ...side("target").slice(1)]);
    expect(side("back-target")).toEqual(["target", ...side("source").slice(1)]);
    expect(connectionLines(both)).toEqual(connectionLines(mysql));
    expect(both.all("aws_iam_role_policy")).toEqual(mysql.all("aws_iam_role_policy"));
  });
});

describe("the roles that DMS asks for", () => {
  it("have the names, the policies and the caller that it expects, for one account", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-west-1" });
      new ReplicationRoles(scope, "roles", { account: "222222222222", provider });
    });
    expect(stack.all("aws_iam_role").map(({ name }) => name)).toEqual(["dms-cloudwatch-logs-role", "dms-vpc-role"]);
    expect(stack.all("aws_iam_role_policy_attachment").map((one) => one["policy_arn"])).toEqual([
      "arn:aws:iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole",
      "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole",
    ]);
    for (const role of stack.all("aws_iam_role")) {
      expect(statementsOf(role["assume_role_policy"])).toMatchObject([
        {
          Principal: { Service: "dms.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "222222222222" } },
        },
      ]);
    }
  });
});

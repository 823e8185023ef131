import { describe, expect, it } from "vitest";
import { Warehouse, type WarehouseProps } from "../../../modules/aws/data/warehouse.js";
import { networkRef } from "../../support/refs.js";
import { synthStore } from "../../support/synth-store.js";
import { statementsOf } from "../../support/values.js";

const props: WarehouseProps = {
  environment: "staging",
  store: "figures",
  database: "figures",
  baseCapacityRpu: 8,
  maxCapacityRpu: 32,
  loads: [],
  logRetentionDays: 14,
  keyArn: "arn:key",
  network: { ...networkRef, isolatedSubnetIds: ["isolated-a", "isolated-b", "isolated-c"] },
};

const warehouse = (more: Partial<WarehouseProps> = {}) =>
  synthStore((scope) => new Warehouse(scope, "store", { ...props, ...more }));

const plain = warehouse();
const namespace = plain.one("aws_redshiftserverless_namespace");
const workgroup = plain.one("aws_redshiftserverless_workgroup");

describe("a warehouse", () => {
  it("is encrypted with its own key, and knows no password: Redshift makes it", () => {
    expect(namespace).toMatchObject({
      namespace_name: "staging-figures",
      db_name: "figures",
      kms_key_id: "arn:key",
      manage_admin_password: true,
      admin_password_secret_kms_key_id: "arn:key",
    });
    expect(namespace).not.toHaveProperty("admin_user_password");
  });

  it("stands in the isolated tier behind its own group, reached by nobody from outside", () => {
    expect(workgroup).toMatchObject({
      namespace_name: "${store/namespace.namespace_name}",
      subnet_ids: ["isolated-a", "isolated-b", "isolated-c"],
      security_group_ids: ["${store/group/group.id}"],
      publicly_accessible: false,
      enhanced_vpc_routing: true,
      port: 5439,
    });
  });

  it("refuses what doesn't come over TLS, and says every parameter: Redshift answers with all of them", () => {
    expect(
      (workgroup["config_parameter"] as { parameter_key: string; parameter_value: string }[]).map(
        ({ parameter_key, parameter_value }) => `${parameter_key}=${parameter_value}`,
      ),
    ).toEqual([
      "auto_mv=true",
      "datestyle=ISO, MDY",
      "enable_case_sensitive_identifier=false",
      "enable_user_activity_logging=true",
      "max_query_execution_time=14400",
      "query_group=default",
      "require_ssl=true",
      "search_path=$user, public",
      "use_fips_ssl=false",
    ]);
  });

  it("makes the groups of its logs before Redshift would, and keeps them for so long", () => {
    expect(plain.all("aws_cloudwatch_log_group")).toEqual(
      ["connectionlog", "useractivitylog", "userlog"].map((log) => ({
        name: `/aws/redshift/staging-figures/${log}`,
        retention_in_days: 14,
      })),
    );
    expect(namespace["depends_on"]).toHaveLength(3);
  });

  it("grows between its capacities, and is limited where somebody says so", () => {
    expect(workgroup).toMatchObject({ base_capacity: 8, max_capacity: 32 });
    expect(plain.all("aws_redshiftserverless_usage_limit")).toEqual([]);
    const limited = warehouse({ limit: { rpuHours: 20, per: "day", reached: "stop" } });
    expect(limited.one("aws_redshiftserverless_usage_limit")).toEqual({
      resource_arn: "${store/workgroup.arn}",
      usage_type: "serverless-compute",
      amount: 20,
      period: "daily",
      breach_action: "deactivate",
    });
  });

  it("loads by a role of its own, which reads and no more, by Redshift's own way to S3", () => {
    expect(plain.all("aws_iam_role")).toEqual([]);
    const loading = warehouse({ loads: [{ actions: ["s3:GetObject"], resources: ["arn:documents/*"] }] });
    expect(loading.one("aws_redshiftserverless_namespace")).toMatchObject({
      iam_roles: ["${store/loads.arn}"],
      default_iam_role_arn: "${store/loads.arn}",
    });
    expect(loading.one("aws_redshiftserverless_workgroup")["enhanced_vpc_routing"]).toBe(false);
    expect(statementsOf(loading.one("aws_iam_role")["assume_role_policy"])).toMatchObject([
      { Principal: { Service: ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"] } },
    ]);
    expect(statementsOf(loading.one("aws_iam_role_policy")["policy"])).toEqual([
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:documents/*"] },
    ]);
  });

  it("offers its services a port, settings, the secret, and credentials of their own, and nothing else", () => {
    const { peer, permissions, variables, secrets, secretPermissions } = plain.readable(plain.ref);
    expect(peer?.port).toBe(5439);
    expect(permissions).toEqual([
      { actions: ["redshift-serverless:GetCredentials"], resources: [plain.ref.permissions[0]?.resources[0]] },
    ]);
    expect(Object.keys(variables)).toEqual(["FIGURES_HOST", "FIGURES_PORT", "FIGURES_NAME", "FIGURES_WORKGROUP"]);
    expect(Object.keys(secrets)).toEqual(["FIGURES_USER", "FIGURES_PASSWORD"]);
    expect(secretPermissions.map(({ actions }) => actions)).toEqual([
      ["secretsmanager:GetSecretValue"],
      ["kms:Decrypt"],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { Mysql } from "../../../modules/aws/data/mysql.js";
import type { RdsDatabaseProps } from "../../../modules/aws/data/relational/rds-database.js";
import { onRds } from "../../support/databases.js";
import { synthStore } from "../../support/synth-store.js";

const props: RdsDatabaseProps = {
  ...onRds,
  store: "orders",
  version: "8.4.5",
  database: "orders",
  logRetentionDays: 14,
  insights: false,
};

const mysql = (more: Partial<RdsDatabaseProps> = {}) =>
  synthStore((scope) => new Mysql(scope, "store", { ...props, ...more }));

const ceiling = (more: Partial<RdsDatabaseProps>) => mysql(more).one("aws_db_instance")["max_allocated_storage"];

describe("a MySQL database", () => {
  it("is reached over TLS only, and logs what is slow to where CloudWatch finds it", () => {
    expect(mysql().one("aws_db_parameter_group")).toMatchObject({
      name: "staging-orders-mysql8-4",
      family: "mysql8.4",
      parameter: [
        { name: "log_output", value: "FILE", apply_method: "immediate" },
        { name: "long_query_time", value: "1", apply_method: "immediate" },
        { name: "slow_query_log", value: "1", apply_method: "immediate" },
        { name: "require_secure_transport", value: "1", apply_method: "immediate" },
      ],
    });
  });

  it("brings a new release's parameters up beside the old ones", () => {
    expect(mysql({ version: "8.0.42" }).pathsOf("aws_db_parameter_group")).toEqual(["store/parameters-8-0"]);
    expect(mysql().pathsOf("aws_db_parameter_group")).toEqual(["store/parameters-8-4"]);
  });

  it("goes to another release only when it is told, and then at once", () => {
    const waiting = mysql({ applyImmediately: false });
    expect(waiting.one("aws_db_instance")).toMatchObject({ apply_immediately: false });
    expect(waiting.one("aws_db_instance")).not.toHaveProperty("allow_major_version_upgrade");
    const upgrading = mysql({ applyImmediately: false, upgradeTo: "8.4" });
    expect(upgrading.one("aws_db_instance")).toMatchObject({
      apply_immediately: true,
      allow_major_version_upgrade: true,
    });
  });

  it("writes its logs to groups that are there before it, and are not kept for ever", () => {
    const stack = mysql();
    expect(stack.all("aws_cloudwatch_log_group")).toEqual([
      { name: "/aws/rds/instance/staging-orders/error", retention_in_days: 14 },
      { name: "/aws/rds/instance/staging-orders/slowquery", retention_in_days: 14 },
    ]);
    expect(stack.one("aws_db_instance")).toMatchObject({
      enabled_cloudwatch_logs_exports: ["error", "slowquery"],
      depends_on: ["store/log-error", "store/log-slowquery"],
    });
  });

  it("is watched by Performance Insights only where that is wanted", () => {
    const without = mysql().one("aws_db_instance");
    expect(without).toMatchObject({ performance_insights_enabled: false });
    expect(without).not.toHaveProperty("performance_insights_kms_key_id");
    expect(mysql({ insights: true }).one("aws_db_instance")).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_kms_key_id: "arn:key",
      performance_insights_retention_period: 7,
    });
  });

  it("grows as far as it may, by itself to three times its disk, and never past the largest", () => {
    expect(ceiling({})).toBe(60);
    expect(ceiling({ storageMaximumGiB: 50 })).toBe(50);
    expect(ceiling({ storageGiB: 40_000 })).toBe(65_536);
  });

  it("is backed up and changed when it is told", () => {
    const windows = { backupWindow: "22:00-23:00", maintenanceWindow: "tue:03:00-tue:04:00" };
    expect(mysql(windows).one("aws_db_instance")).toMatchObject({
      backup_window: "22:00-23:00",
      maintenance_window: "tue:03:00-tue:04:00",
    });
  });

  it("tells its users where it is and gives them the secret by reference", () => {
    const { ref } = mysql();
    expect(ref).toMatchObject({ kind: "mysql", physicalName: "staging-orders", permissions: [] });
    expect(ref.peer).toMatchObject({ label: "store orders", port: 3306 });
    expect(ref.variables).toMatchObject({ ORDERS_PORT: "3306", ORDERS_NAME: "orders" });
    expect(Object.keys(ref.secrets)).toEqual(["ORDERS_USER", "ORDERS_PASSWORD"]);
  });
});

import { describe, expect, it } from "vitest";
import { Mysql } from "../../../modules/aws/data/mysql.js";
import { networkRef } from "../../support/refs.js";
import { type Resource, synth } from "../../support/synth.js";

const props = {
  environment: "staging",
  store: "orders",
  version: "8.4.5",
  database: "orders",
  size: "db.t4g.micro",
  storageGiB: 20,
  standby: false,
  backupDays: 1,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:03:30-sun:04:30",
  applyImmediately: true,
  keyArn: "arn:key",
  network: networkRef,
};
const parameters = (more: { readonly changeLog?: boolean }) =>
  synth((scope) => void new Mysql(scope, "store", { ...props, ...more })).one("aws_db_parameter_group")[
    "parameter"
  ] as readonly Resource[];

describe("the log of a database's changes", () => {
  it("is kept only where something follows it, from the next restart on", () => {
    const kept = parameters({ changeLog: true });
    expect(parameters({})).toEqual(parameters({ changeLog: false }));
    expect(kept.filter((one) => !parameters({}).some(({ name }) => name === one["name"]))).toEqual([
      { name: "binlog_format", value: "ROW", apply_method: "pending-reboot" },
    ]);
  });
});

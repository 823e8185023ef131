import { describe, expect, it } from "vitest";
import { Mysql } from "../../../modules/aws/data/mysql.js";
import { onRds } from "../../support/databases.js";
import { type Resource, synth } from "../../support/synth.js";

const props = { ...onRds, store: "orders", version: "8.4.5", database: "orders" };
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

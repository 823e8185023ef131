import type { Construct } from "constructs";
import { type Engine, firstTwoNumbers, MYSQL_CHANGE_LOG, MYSQL_PARAMETERS } from "./relational/engine.js";
import { RdsDatabase, type RdsDatabaseProps } from "./relational/rds-database.js";

const ENGINE: Engine = {
  name: "mysql",
  kind: "mysql",
  port: 3306,
  release: firstTwoNumbers,
  parameters: { ...MYSQL_PARAMETERS, require_secure_transport: "1" },
  changeLog: MYSQL_CHANGE_LOG,
  logs: ["error", "slowquery"],
};

/** A MySQL database on RDS. */
export class Mysql extends RdsDatabase {
  constructor(scope: Construct, id: string, props: RdsDatabaseProps) {
    super(scope, id, props, ENGINE);
  }
}

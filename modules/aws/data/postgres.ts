import type { Construct } from "constructs";
import { type Engine, firstNumber, POSTGRES_CHANGE_LOG, POSTGRES_PARAMETERS } from "./relational/engine.js";
import { RdsDatabase, type RdsDatabaseProps } from "./relational/rds-database.js";

export type PostgresProps = RdsDatabaseProps;

const ENGINE: Engine = {
  name: "postgres",
  kind: "postgres",
  port: 5432,
  release: firstNumber,
  parameters: POSTGRES_PARAMETERS,
  changeLog: POSTGRES_CHANGE_LOG,
  logs: ["postgresql", "upgrade"],
};

/** A PostgreSQL database on RDS. */
export class Postgres extends RdsDatabase {
  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id, props, ENGINE);
  }
}

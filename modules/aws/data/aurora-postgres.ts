import type { Construct } from "constructs";
import { AuroraCluster, type AuroraClusterProps } from "./relational/aurora-cluster.js";
import { type Engine, firstNumber, POSTGRES_CHANGE_LOG, POSTGRES_PARAMETERS } from "./relational/engine.js";

const ENGINE: Engine = {
  name: "aurora-postgresql",
  kind: "aurora-postgres",
  port: 5432,
  release: firstNumber,
  parameters: POSTGRES_PARAMETERS,
  changeLog: POSTGRES_CHANGE_LOG,
  logs: ["postgresql"],
};

/** An Aurora cluster that speaks PostgreSQL. */
export class AuroraPostgres extends AuroraCluster {
  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id, props, ENGINE);
  }
}

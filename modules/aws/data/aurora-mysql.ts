import type { Construct } from "constructs";
import { AuroraCluster, type AuroraClusterProps } from "./relational/aurora-cluster.js";
import { type Engine, firstTwoNumbers, MYSQL_CHANGE_LOG, MYSQL_PARAMETERS } from "./relational/engine.js";

const ENGINE: Engine = {
  name: "aurora-mysql",
  kind: "aurora-mysql",
  port: 3306,
  release: firstTwoNumbers,
  // Aurora spells it in letters, where RDS for MySQL has 0 and 1.
  parameters: { ...MYSQL_PARAMETERS, require_secure_transport: "ON" },
  changeLog: MYSQL_CHANGE_LOG,
  logs: ["error", "slowquery"],
};

/** An Aurora cluster that speaks MySQL. */
export class AuroraMysql extends AuroraCluster {
  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id, props, ENGINE);
  }
}

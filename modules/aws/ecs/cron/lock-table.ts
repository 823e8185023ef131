import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { LockTableRef } from "../../../core/refs/schedules.js";

export interface LockTableProps {
  readonly environment: string;
}

/** The locks of an environment's runs that must not overlap: one line each. Billed by the request, next to nothing. */
export class LockTable extends Construct {
  readonly ref: LockTableRef;

  constructor(scope: Construct, id: string, { environment }: LockTableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name: name("aws_dynamodb_table", environment, "locks"),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "name",
      attribute: [{ name: "name", type: "S" }],
    });
    this.ref = { name: table.name, arn: table.arn };
  }
}

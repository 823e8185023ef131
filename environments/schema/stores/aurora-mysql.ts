import { z } from "zod";
import { monitorsShape } from "../monitors.js";
import { auroraSizeShape } from "./aurora.js";
import { databaseName, withInsights } from "./database.js";

/** MySQL's version and Aurora's, as Aurora lists them. */
const version = z.string().regex(/^8\.0\.mysql_aurora\.3\.\d{2}\.\d+$/, {
  error: "must be a MySQL version of Aurora such as 8.0.mysql_aurora.3.08.0",
});

/** What an Aurora cluster with MySQL is, in every environment alike. */
export const auroraMysqlSchema = z.strictObject({
  kind: z.literal("aurora-mysql"),
  version,
  /** Name of the database that is created in it. */
  database: databaseName(64),
  ...monitorsShape,
});

/** How big such a cluster is in one environment. */
export const auroraMysqlSizeSchema = z.strictObject(auroraSizeShape(version)).transform(withInsights("aurora-mysql"));

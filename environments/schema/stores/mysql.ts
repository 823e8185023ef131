import { z } from "zod";
import { monitorsShape } from "../monitors.js";
import { databaseName, databaseSizeShape, instanceSizeShape, withInsights } from "./database.js";

/** Release and minor version as RDS lists them. */
const version = z.string().regex(/^8\.[04]\.\d+$/, { error: "must be a MySQL version of RDS such as 8.4.5" });

/** What a MySQL database is, in every environment alike. */
export const mysqlSchema = z.strictObject({
  kind: z.literal("mysql"),
  version,
  /** Name of the database that is created in it. */
  database: databaseName(64),
  ...monitorsShape,
});

/** How big a MySQL database is in one environment. */
export const mysqlSizeSchema = z
  .strictObject({
    ...instanceSizeShape,
    ...databaseSizeShape(version),
    /** Days of point-in-time recovery; RDS keeps at most 35. */
    backupDays: z.int().min(0).max(35),
  })
  .transform(withInsights("mysql"));

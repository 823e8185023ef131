import { z } from "zod";
import { monitorsShape } from "../monitors.js";
import { auroraSizeShape } from "./aurora.js";
import { databaseName, withInsights } from "./database.js";

/** Major and minor version as Aurora lists them. */
const version = z.string().regex(/^1[3-7]\.\d+$/, { error: "must be a PostgreSQL version of Aurora such as 16.8" });

/** What an Aurora cluster with PostgreSQL is, in every environment alike. */
export const auroraPostgresSchema = z.strictObject({
  kind: z.literal("aurora-postgres"),
  version,
  /** Name of the database that is created in it. */
  database: databaseName(63),
  ...monitorsShape,
});

/** How big such a cluster is in one environment. */
export const auroraPostgresSizeSchema = z
  .strictObject(auroraSizeShape(version))
  .transform(withInsights("aurora-postgres"));

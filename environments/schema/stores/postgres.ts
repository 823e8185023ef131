import { z } from "zod";
import { monitorsShape } from "../monitors.js";
import { databaseName, databaseSizeShape, instanceSizeShape } from "./database.js";

/** Major and minor version as RDS lists them. */
const version = z.string().regex(/^1[3-7]\.\d+$/, { error: "must be a PostgreSQL version of RDS such as 16.8" });

/** What a PostgreSQL database is, in every environment alike. */
export const postgresSchema = z.strictObject({
  kind: z.literal("postgres"),
  version,
  /** Name of the database that is created in it. */
  database: databaseName(63),
  ...monitorsShape,
});

/** How big a PostgreSQL database is in one environment. */
export const postgresSizeSchema = z.strictObject({
  ...instanceSizeShape,
  ...databaseSizeShape(version),
  /** Days of point-in-time recovery; RDS keeps at most 35. */
  backupDays: z.int().min(0).max(35),
});

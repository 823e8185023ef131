import { z } from "zod";
import { type ClassedKind, hasInsights } from "./classes.js";
import { exceptionsShape } from "./exceptions.js";
import { logRetentionDays } from "./logs.js";
import { windowsShape } from "./windows.js";

/** What databases of every engine take as the name of a database in them. */
export const databaseName = (longest: number) =>
  z.string().regex(new RegExp(`^[a-z][a-z0-9_]{0,${longest - 1}}$`), {
    error: `must begin with a letter and hold at most ${longest} lower-case letters, digits and underscores`,
  });

/** A class of RDS instances; whether it exists for the engine is a rule's to say. */
export const instanceClass = z
  .string()
  .regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, { error: "must be an RDS class such as db.t4g.micro" });

/** The largest gp3 volume of RDS, which storage grows to at most. */
export const LARGEST_STORAGE_GIB = 65_536;

/** How big a database on RDS is that has its own disk and one instance, or two. */
export const instanceSizeShape = {
  /** RDS instance class. */
  size: instanceClass,
  storageGiB: z
    .int()
    .min(20, { error: "must be at least 20: the smallest gp3 volume of RDS" })
    .max(LARGEST_STORAGE_GIB),
  /** Up to where storage grows by itself before it fills up; it never shrinks. @default - three times `storageGiB` */
  storageMaximumGiB: z.int().max(LARGEST_STORAGE_GIB).exactOptional(),
  /** A second instance in another zone that takes over by itself; doubles the price. */
  standby: z.boolean(),
};

/** Fills in Performance Insights where the size doesn't say. */
export function withInsights<Size extends { readonly size: unknown; readonly insights?: boolean }>(kind: ClassedKind) {
  return (config: Size) => ({ ...config, insights: config.insights ?? hasInsights(kind, config.size) });
}

/** What may be said of any database on RDS or Aurora in one environment; `version` is as its engine has them. */
export const databaseSizeShape = <Version extends z.ZodType<string>>(version: Version) => ({
  /**
   * An older version than the catalogue's, at which it stays until it is upgraded here too.
   * @default - the catalogue's
   */
  version: version.exactOptional(),
  /**
   * Performance Insights with a week of history, which costs nothing. @default - wherever the engine has it for the
   * class
   */
  insights: z.boolean().exactOptional(),
  logRetentionDays: logRetentionDays.exactOptional(),
  /**
   * The release (`17`, `8.4`) that it is brought to, which is that of the catalogue's version: permits the one change
   * of a version that AWS makes only when it is told so. It is down meanwhile, for minutes, and only a restore leads
   * back. Everything that changes with it happens at once, in a protected environment too. Taken out when it is over.
   * @default - the version changes within its release alone
   */
  upgradeTo: z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error: 'must be a release such as "17" of PostgreSQL or "8.4" of MySQL' })
    .exactOptional(),
  ...exceptionsShape,
  ...windowsShape,
});

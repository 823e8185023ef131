import { z } from "zod";
import { slug, TIME } from "./primitives.js";

/** AWS Backup keeps nothing for longer: a hundred years. */
const LONGEST_DAYS = 36_500;
const days = z.int().min(1).max(LONGEST_DAYS);

const keeping = z.strictObject({
  keepDays: days,
  /** After which it lies in cold storage, at a fifth of the price; of `files` alone. @default - never */
  coldAfterDays: days.exactOptional(),
});

/** When AWS may first hold a lock to be final. Source: AWS Backup developer guide, "AWS Backup Vault Lock". */
const SHORTEST_GRACE_DAYS = 3;

/**
 * Copies of stores in a vault of AWS Backup, which outlive the stores. Databases have backups of their own
 * (`backupDays`), from which every second can be brought back; they go with the database, and are kept for 35 days at
 * most. About $0.10 per GB and month for databases, half of that for files and objects.
 */
export const backupSchema = z
  .strictObject({
    /** Which: databases, files, buckets. */
    stores: z.array(slug).min(1),
    /**
     * When backups begin, UTC. Not within the backup or maintenance window of a database on RDS, nor in the hour
     * before: no other snapshot can be taken then. Aurora takes one at any time.
     * @default "05:00"
     */
    at: z
      .string()
      .regex(new RegExp(`^${TIME}$`), { error: "must be a time of the day, UTC, such as 05:00" })
      .default("05:00"),
    daily: keeping.exactOptional(),
    /** On Sundays. */
    weekly: keeping.exactOptional(),
    /** On the first of the month. */
    monthly: keeping.exactOptional(),
    /**
     * Keeps backups from being deleted before so many days. `governance` yields to who has the permission
     * `backup:DeleteBackupVaultLockConfiguration`; `compliance` to nobody once its grace is over, the account's owner
     * and AWS included. Goes with a protected environment. @default - who may delete backups can
     */
    lock: z
      .discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("governance"), minimumDays: days }),
        z.strictObject({
          mode: z.literal("compliance"),
          minimumDays: days,
          /** Days in which the lock can still be taken away. */
          graceDays: days.min(SHORTEST_GRACE_DAYS),
        }),
      ])
      .exactOptional(),
  })
  .refine(({ daily, weekly, monthly }) => [daily, weekly, monthly].some((one) => one !== undefined), {
    error: "is never made: say how long daily, weekly or monthly ones are kept",
  });

export type BackupConfig = Readonly<z.output<typeof backupSchema>>;

import { z } from "zod";
import { DAYS, TIME } from "../primitives.js";

const DAY = `(${DAYS.join("|")})`;

/**
 * When a store is backed up and when it may be changed, in UTC. By default early, hours before anybody in Europe works,
 * the backup before the change.
 */
export const windowsShape = {
  /** When the daily backup is taken. @default "02:00-03:00" */
  backupWindow: z
    .string()
    .regex(new RegExp(`^${TIME}-${TIME}$`), { error: "must be a time of every day, UTC, such as 02:00-03:00" })
    .default("02:00-03:00"),
  /** When AWS may patch and restart it. @default "sun:03:30-sun:04:30" */
  maintenanceWindow: z
    .string()
    .regex(new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`), {
      error: "must be a time of every week, UTC, such as sun:03:30-sun:04:30",
    })
    .default("sun:03:30-sun:04:30"),
};

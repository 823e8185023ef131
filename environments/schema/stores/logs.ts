import { z } from "zod";

/** Days that CloudWatch Logs knows. Source: its API reference, `PutRetentionPolicy`. */
const RETENTIONS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288];

/**
 * Days for which the logs of a store are kept.
 * @default - as those of services; a `postgres` leaves its log groups to RDS, which keeps them for ever
 */
export const logRetentionDays = z
  .int()
  .refine((days) => RETENTIONS.includes(days), { error: `must be one of ${RETENTIONS.join(", ")}` });

import { z } from "zod";

/**
 * Flow logs: source, target, port, bytes and verdict of every connection in the VPC, ten minutes at a time, kept as
 * long as other logs of the environment and encrypted.
 *
 * AWS bills each GB that it delivers (CloudWatch pricing, "Vended logs"): about $0.50 to CloudWatch Logs, half of
 * that to S3. A VPC that moves 1 TB a month in small requests writes some 5 to 20 GB.
 */
export const flowLogsSchema = z.strictObject({
  /**
   * `logs` is a log group, to be searched within minutes; its key is about $1 a month. `bucket` is Parquet files by
   * the hour, for Athena.
   */
  to: z.enum(["logs", "bucket"]),
  /** `rejected` shows what was tried in vain, for a small part of the price. @default "all" */
  traffic: z.enum(["all", "accepted", "rejected"]).default("all"),
});

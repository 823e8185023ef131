import { z } from "zod";

/** CloudTrail of every account and region. Its first copy of what is changed costs nothing; its bucket does, a little. */
export const trailSchema = z.strictObject({
  /** Days for which records are kept; accounts keep 90 by themselves. @default 2557, seven years */
  keepDays: z.int().min(90).default(2557),
  /**
   * For so many days nobody can delete a record. `governance` yields to who has the permission
   * `s3:BypassGovernanceRetention`; `compliance` to nobody, the account's owner included. Goes with a protected
   * `management`. @default - the bucket's policy alone keeps them
   */
  lock: z
    .strictObject({ mode: z.enum(["governance", "compliance"]), days: z.int().min(1).max(36_500) })
    .exactOptional(),
});

export type TrailConfig = Readonly<z.output<typeof trailSchema>>;

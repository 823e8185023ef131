import { z } from "zod";
import { region } from "../primitives.js";

/** What guard rails there are beside the regions: each is a statement or two of the unit's service control policy. */
export const GUARD_RAILS = ["membership", "root-user", "audit", "instance-metadata", "encrypted-volumes"] as const;

export type GuardRailName = (typeof GUARD_RAILS)[number];

const action = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, {
  error: "must be an action of AWS such as iam:CreateUser",
});

export const unitSchema = z.strictObject({
  /**
   * What nobody in its accounts may do: `membership` leave the organization, `root-user` anything as the root user,
   * `audit` switch off CloudTrail, AWS Config or GuardDuty, `instance-metadata` run instances without IMDSv2,
   * `encrypted-volumes` make volumes that aren't encrypted.
   */
  guardRails: z.array(z.enum(GUARD_RAILS)),
  /** Where alone things may be made; what AWS has once for the world is left out of it. @default - anywhere */
  regions: z.array(region).min(1).exactOptional(),
  /** Actions that nobody in its accounts may take at all. @default none */
  denies: z.array(action).default([]),
});

export type UnitConfig = Readonly<z.output<typeof unitSchema>>;

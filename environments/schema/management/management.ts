import { z } from "zod";
import { lifecycle, slug } from "../primitives.js";
import { budgetsSchema } from "./budgets.js";
import { personRoleSchema } from "./people.js";
import { trailSchema } from "./trail.js";
import { unitSchema } from "./units.js";

const memberSchema = z.strictObject({
  /** Of its root user. AWS takes an address for one account in the world, of 6 to 64 characters. */
  email: z.email({ error: "must be an e-mail address such as aws+staging@example.com" }).min(6).max(64),
  /** Organizational unit that it's in. */
  unit: slug,
  /** How AWS shows it, 1 to 50 characters. @default - its name here */
  name: z.string().min(1).max(50).exactOptional(),
});

/** AWS Organizations, as the stack `organization` makes it in the management account. */
export const managementSchema = z.strictObject({
  /** Name of the management account among `accounts`. It pays for all, and no guard rail holds it. */
  account: slug,
  lifecycle,
  /** Organizational units, all right below the root. @default none */
  units: z.record(slug, unitSchema).default({}),
  /** Accounts that it has beside the management account, by the names that `accounts` gives their ids. @default none */
  members: z.record(slug, memberSchema).default({}),
  /** Who did what, in every account and region. @default - none */
  trail: trailSchema.exactOptional(),
  /** What a month may cost. @default - nobody is told */
  budgets: budgetsSchema.exactOptional(),
  /** Roles that people take in accounts, by name. @default none */
  people: z.record(slug, personRoleSchema).default({}),
  /** Services that are trusted in every account, such as `sso.amazonaws.com`; any other is switched off. @default none */
  trustedServices: z
    .array(z.string().regex(/^[a-z0-9.-]+\.amazonaws\.com$/, { error: "must be such as sso.amazonaws.com" }))
    .default([]),
});

export type ManagementConfig = Readonly<z.output<typeof managementSchema>>;

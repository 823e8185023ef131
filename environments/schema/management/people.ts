import { z } from "zod";
import { slug } from "../primitives.js";

const oidc = z.strictObject({
  /** Its address without the scheme, as IAM names it in the account: `gitlab.com`. */
  provider: z.string().regex(/^[a-z0-9.-]+(\/[\w./-]+)?$/, { error: "must be a host, and a path below it at most" }),
  audience: z.string().min(1),
  /** Who may, of all whom it knows; `*` stands for a part of a name. */
  subjects: z.array(z.string().regex(/[^*]/, { error: "admits everybody: name a part of whom" })).min(1),
});

const trust = z
  .strictObject({
    /** IAM users of the management account, each with a second factor. */
    users: z
      .array(z.string().regex(/^[\w+=,.@-]{1,64}$/, { error: "must be the name of an IAM user" }))
      .min(1)
      .exactOptional(),
    /** Name of a SAML provider that is in each of the accounts. It says who may, and asks for the second factor. */
    saml: z
      .string()
      .regex(/^[\w.-]{1,128}$/, { error: "must be the name of a SAML provider" })
      .exactOptional(),
    /** An OpenID Connect provider that is in each of the accounts. */
    oidc: oidc.exactOptional(),
  })
  .refine((one) => Object.keys(one).length === 1, { error: "must name one: users, saml or oidc" });

/** A role that people take in accounts. Nobody has it by default, and it holds no key that lasts. */
export const personRoleSchema = z.strictObject({
  /** Names of the accounts that have it; each must have an id by now. */
  accounts: z.array(slug).min(1),
  /** AWS's own policies, such as `ReadOnlyAccess`, `PowerUserAccess`, `AdministratorAccess`, `job-function/Billing`. */
  policies: z
    .array(z.string().regex(/^(job-function\/)?[A-Za-z0-9-]+$/, { error: "must be the name of a policy of AWS's own" }))
    .min(1)
    .max(10),
  trust,
  /** After so many hours it is to be taken anew. @default 1 */
  sessionHours: z.int().min(1).max(12).default(1),
});

export type PersonRoleConfig = Readonly<z.output<typeof personRoleSchema>>;

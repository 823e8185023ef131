import { z } from "zod";
import { calendarName, calendarSchema } from "./calendar.js";
import { managementSchema } from "./management/management.js";
import { datadogSchema } from "./observability/datadog.js";
import { accountId, hostName, httpsUrl, lifecycle, notificationHandle, region, slug } from "./primitives.js";
import { accountSecuritySchema } from "./security.js";

/** DigitalOcean refuses a TTL under 30 seconds. */
const ttlSeconds = z.int().min(30).max(604_800);

/** Its access log goes to a bucket of the same name with `-log`, which S3 limits to 63 characters. */
const stateBucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,57}[a-z0-9]$/, {
  error: "must be the name of an S3 bucket: 3 to 59 lower-case letters, digits, dots and dashes",
});

const dnsRecord = z.strictObject({
  /** Label under the root domain; `@` is the domain itself. */
  name: z.string().regex(/^(@|\*|[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?)$/, { error: "must be a DNS label or @" }),
  type: z.enum(["A", "AAAA", "TXT"]),
  value: z.string().min(1),
  ttlSeconds,
});

export const organizationSchema = z.strictObject({
  /** Prefix of names that must be unique in the world, such as buckets. */
  name: slug.max(20),
  /** Region of the state bucket and of everything that belongs to no environment. */
  region,
  accounts: z.record(slug, accountId).refine((accounts) => accounts.ops !== undefined, {
    error: "must have an account named `ops`: it holds the state and what the environments share",
  }),
  /** Role that Gantry assumes in each account; it must exist there before the first deploy. */
  deployRole: z.string().regex(/^[\w+=,.@-]{1,64}$/, { error: "must be the name of an IAM role" }),
  state: z.strictObject({
    bucket: stateBucket,
    lifecycle,
  }),
  ops: z.strictObject({ lifecycle }),
  /** AWS Organizations: accounts, guard rails. With it there is a stack `organization`. @default - somebody else's */
  management: managementSchema.exactOptional(),
  domains: z.strictObject({
    /** Domain whose zone DigitalOcean serves. */
    root: hostName,
    /** Subdomain that DigitalOcean delegates to Route53; environments live under it. */
    delegated: hostName,
    /** Seconds for which the world may remember the delegation. */
    delegationTtlSeconds: ttlSeconds,
    records: z.record(slug, dnsRecord),
  }),
  gitlab: z.strictObject({
    baseUrl: httpsUrl,
    /** Numeric id of the group that holds the project. */
    groupId: z.int().positive(),
    /** Path of the project that this repository lives in. */
    project: slug,
    visibility: z.enum(["private", "internal"]),
    runners: z.record(
      slug,
      z.strictObject({
        description: z.string().min(1),
        /** Jobs name these to land here. */
        tags: z.array(slug).min(1),
        /** Runs only jobs of protected branches and tags. */
        protectedOnly: z.boolean(),
        /** GitLab refuses less than ten minutes. */
        maximumTimeoutSeconds: z.int().min(600),
      }),
    ),
  }),
  datadog: datadogSchema,
  /**
   * Accounts and regions whose ECS gives trunk interfaces to the instances that have them (`awsvpcTrunking`). The
   * setting holds for the whole account, so `ops` owns it, and no environment takes it from another by going.
   * @default none
   */
  trunking: z.array(z.strictObject({ account: slug, region })).default([]),
  /** When things are there for people, by name: the `hours` of an environment. @default none */
  calendars: z.record(calendarName, calendarSchema).default({}),
  /** GuardDuty and AWS Config of accounts, region by region. The stack `ops` owns them. @default none */
  security: z.array(accountSecuritySchema).default([]),
  /**
   * Accounts in which a `migration` runs: DMS asks for two roles by fixed names, which `ops` makes once for all
   * environments of the account. @default none
   */
  migrations: z.array(slug).default([]),
  alertRoutes: z.record(
    slug,
    z.strictObject({ warning: z.array(notificationHandle), critical: z.array(notificationHandle) }),
  ),
});

export type OrganizationInput = z.input<typeof organizationSchema>;

/** What the environments share: accounts, domains, GitLab, who is told of what. */
export type OrganizationConfig = Readonly<z.output<typeof organizationSchema>>;

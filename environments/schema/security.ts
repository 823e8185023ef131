import { z } from "zod";
import { region, slug } from "./primitives.js";

/** Addresses that SNS mails to. Each gets a link first, and nothing before its owner follows it. */
const email = z
  .array(z.email({ error: "must be an e-mail address such as platform@example.com" }))
  .min(1)
  .refine((addresses) => new Set(addresses).size === addresses.length, { error: "names an address twice" });

/**
 * Who is mailed what AWS reports of an environment's stores: failovers, failures, disks that fill up, maintenance,
 * recoveries, and backups that fail. Beside Datadog's monitors, which tell of levels.
 */
export const eventsSchema = z.strictObject({
  email,
  /** Also when each database's own backup begins and ends, twice a day. @default false */
  backups: z.boolean().default(false),
});

export type EventsConfig = Readonly<z.output<typeof eventsSchema>>;

const guardDuty = z.strictObject({
  /**
   * What it looks at beside CloudTrail, flow logs and DNS, each at a price: who reads objects how; who logs in to Aurora
   * how; what processes do on Fargate and on instances, by an agent that it adds; malware on the volumes of instances
   * with findings; whom functions talk to. @default none
   */
  protections: z.array(z.enum(["s3", "rds-logins", "runtime", "malware", "lambda"])).default([]),
});

const config = z.strictObject({
  /**
   * `judged` records what the rules judge (buckets, databases, files, keys, groups, volumes, load balancers);
   * `everything` whatever AWS Config knows. It bills $0.003 for each change that it records.
   * @default "judged"
   */
  records: z.enum(["judged", "everything"]).default("judged"),
  /** Days for which the history is kept in its bucket. @default 2557, seven years */
  keepDays: z.int().min(1).default(2557),
});

/** What watches over an account in one region. It's there once, however many environments share the account. */
export const accountSecuritySchema = z
  .strictObject({
    /** Name of one of the organization's accounts. */
    account: slug,
    region,
    /** Threats, from CloudTrail, flow logs and DNS; from about $1 a month for a small account. @default - off */
    guardDuty: guardDuty.exactOptional(),
    /** How things are set up, and what rules say of that. @default - off */
    config: config.exactOptional(),
    /** Who is mailed what they find. @default - nobody: it's seen in the console */
    findings: z
      .strictObject({
        email,
        /** Of GuardDuty, and worse ones. @default "medium" */
        severity: z.enum(["low", "medium", "high"]).default("medium"),
      })
      .exactOptional(),
  })
  .refine((one) => one.guardDuty !== undefined || one.config !== undefined, {
    error: "turns nothing on: say `guardDuty: {}` or `config: {}`",
  });

export type AccountSecurity = Readonly<z.output<typeof accountSecuritySchema>>;

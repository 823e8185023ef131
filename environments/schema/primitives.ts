import { z } from "zod";

/** Kebab-case role name: it becomes part of resource names, tags, DNS labels and Terraform addresses. */
export const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
  error: "must be lower-case letters, digits and single dashes, beginning with a letter",
});

/** Beginnings that AWS refuses: capacity providers, load balancers, security groups. Names begin with the environment. */
const RESERVED = /^(aws|ecs|fargate|internal-|sg-)/;

/** How the stacks are called that stand beside an environment's. */
const BESIDE = /^bastion-/;

/** The stacks that environments share. */
const SHARED = /^(state|organization|ops)$/;

/** Name of an environment: short, because it prefixes names that AWS limits to 32 characters. */
export const environmentName = slug
  .max(20, { error: "is too long: names that AWS limits to 32 characters begin with it" })
  .refine((name) => !RESERVED.test(name), {
    error: "begins as names of AWS's own do: aws, ecs, fargate, internal-, sg-",
  })
  .refine((name) => !SHARED.test(name), { error: "is the name of a stack that environments share" })
  .refine((name) => !BESIDE.test(name), { error: "begins as the stacks beside an environment's do: bastion-" });

export const accountId = z.string().regex(/^\d{12}$/, { error: "must be the 12 digits of an AWS account" });

export const region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: "must be an AWS region, for instance eu-west-1" });

export const hostName = z.string().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, {
  error: "must be a lower-case host name without a trailing dot, for instance staging.example.com",
});

export const httpsUrl = z.url({ protocol: /^https$/, error: "must be a URL beginning with https://" });

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A time of the day, as a part of a pattern: `05:00`. */
export const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d`;

export const portNumber = z.int().min(1).max(65_535);

/** Protected: every deletion guard is on. Disposable: nothing stands in the way of a destroy. */
export const lifecycle = z.enum(["protected", "disposable"]);

export type Lifecycle = z.infer<typeof lifecycle>;

/** Why something doesn't keep to a rule. */
export const reason = z.string().min(15, { error: "must say why, so that a reviewer can judge it" });

/** What Datadog tells beside people. Source: Datadog, "Notifications": each integration has a prefix of its own. */
const TOLD =
  /^@(case|googlechat|hangouts|jira|oncall|opsgenie|pagerduty|servicenow|slack|sns|team|teams|victorops|webhook|workflow)-\S+$|^@(pagerduty|opsgenie)$/;

/** A Datadog notification handle, for instance `@slack-acme-platform`, `@pagerduty-acme` or `@ann@example.com`. */
export const notificationHandle = z
  .string()
  .regex(/^@[^\s@]+(@[^\s@]+)?$/, {
    error: "must be a Datadog handle, for instance @slack-acme-platform or @pagerduty-acme",
    abort: true,
  })
  .refine((handle) => handle.indexOf("@", 1) > 0 || TOLD.test(handle), {
    error:
      "is no handle that Datadog would tell: an e-mail address after @, or @slack-…, @pagerduty-…, @teams-…, @opsgenie-…, @webhook-…, @team-… and the like",
  });

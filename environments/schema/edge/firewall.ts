import { z } from "zod";

/**
 * AWS's own groups of rules that go with a web application, in the order in which they are asked, and what each takes
 * of the 5000 capacity units of a web ACL. Source: AWS WAF developer guide, "AWS Managed Rules rule groups list".
 */
const MANAGED_RULES = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
} as const;

type ManagedRules = keyof typeof MANAGED_RULES;

/** More than this costs more per request. Source: AWS WAF pricing. */
const INCLUDED_UNITS = 1500;

const NAMES = Object.keys(MANAGED_RULES) as [ManagedRules, ...ManagedRules[]];

const managedRules = z.strictObject({
  /**
   * Rules of the group that only count, for instance `SizeRestrictions_BODY` where files are uploaded.
   * @default none
   */
  countOnly: z.array(z.string().regex(/^[\w-]{1,128}$/, { error: "must be the name of a rule" })).default([]),
});

/**
 * AWS WAF before the load balancer: $5 a month, $1 a month for each group and the limit, $0.60 per million requests.
 * Where it can't be asked, requests are refused: AWS's default.
 */
export const firewallSchema = z
  .strictObject({
    /**
     * `count` lets everything pass and notes what would have been refused: where to begin, for a week. Then `block`.
     * A change is one in place.
     */
    action: z.enum(["count", "block"]),
    /** AWS's groups of rules, by the names that it gives them. @default none */
    managed: z
      .partialRecord(z.enum(NAMES), managedRules)
      .refine((groups) => unitsOf(groups) <= INCLUDED_UNITS, {
        error: `take more than the ${INCLUDED_UNITS} capacity units that the price of a request includes`,
      })
      .default({})
      .transform(placed),
    /**
     * Requests that one address may make in five minutes; what is above is refused, or counted. Behind a company's or
     * a telephone network's address are thousands of people.
     * @default - no limit
     */
    requestsPer5Minutes: z.int().min(10).max(2_000_000_000).exactOptional(),
    /** Keeps the requests that a rule met, without cookies and credentials. About $0.50 a GB. @default false */
    logs: z.boolean().default(false),
  })
  .refine(({ managed, requestsPer5Minutes }) => Object.keys(managed).length > 0 || requestsPer5Minutes !== undefined, {
    error: "has no rule: name groups in `managed`, or set `requestsPer5Minutes`",
  });

export type FirewallConfig = Readonly<z.infer<typeof firewallSchema>>;

type ManagedGroups = Readonly<Partial<Record<ManagedRules, z.output<typeof managedRules>>>>;

/** In the order of the table, each at its place there, so that one more moves no other. */
function placed(groups: ManagedGroups) {
  return NAMES.flatMap((name, place) => {
    const group = groups[name];
    return group === undefined ? [] : [{ name, place, ...group }];
  });
}

function unitsOf(groups: ManagedGroups): number {
  return NAMES.reduce((sum, name) => (groups[name] === undefined ? sum : sum + MANAGED_RULES[name]), 0);
}

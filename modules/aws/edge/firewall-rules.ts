import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl/index.js";

/** A group of rules that AWS keeps. */
export interface ManagedGroup {
  /** For instance `AWSManagedRulesCommonRuleSet`. */
  readonly name: string;
  /** Its place among the groups: the same whichever others there are. */
  readonly place: number;
  /** Rules of it that only count. */
  readonly countOnly: readonly string[];
}

/** Before every group: what is refused for its number costs no further thought. */
const LIMIT_PRIORITY = 0;

/** The rule of one of AWS's groups. `count` lets pass what it would refuse. */
export function managedRule(action: "count" | "block", { name, place, countOnly }: ManagedGroup): Wafv2WebAclRule {
  return {
    name,
    priority: LIMIT_PRIORITY + 1 + place,
    overrideAction: action === "count" ? { count: {} } : { none: {} },
    // The provider's types say nothing of statements: they are in Terraform's spelling.
    statement: {
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name,
        ...(countOnly.length === 0
          ? {}
          : { rule_action_override: countOnly.map((rule) => ({ name: rule, action_to_use: { count: {} } })) }),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/** The rule that bounds how much one address asks for. */
export function limitRule(action: "count" | "block", requestsPer5Minutes: number): Wafv2WebAclRule {
  return {
    name: "requests-per-address",
    priority: LIMIT_PRIORITY,
    action: action === "count" ? { count: {} } : { block: {} },
    statement: {
      rate_based_statement: { limit: requestsPer5Minutes, aggregate_key_type: "IP", evaluation_window_sec: 300 },
    },
    visibilityConfig: visibility("requests-per-address"),
  };
}

/** Counted in CloudWatch, and a sample of three hours in the console. */
export function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { describe, expect, it } from "vitest";
import { Firewall, type FirewallProps } from "../../../../modules/aws/edge/firewall.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const props: FirewallProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  action: "block",
  managed: [{ name: "AWSManagedRulesCommonRuleSet", place: 3, countOnly: ["SizeRestrictions_BODY"] }],
  requestsPer5Minutes: 2000,
  before: { loadBalancerArn: "arn:balancer" },
};
const firewall = (more: Partial<FirewallProps> = {}) =>
  synth((scope) => {
    new Firewall(scope, "firewall", { ...props, ...more });
  });
const seen = (metric_name: string) => ({
  metric_name,
  cloudwatch_metrics_enabled: true,
  sampled_requests_enabled: true,
});

describe("a firewall", () => {
  const stack = firewall();

  it("lets pass what no rule meets, refuses first by number and then by AWS's groups", () => {
    expect(stack.one("aws_wafv2_web_acl")).toEqual({
      name: "staging-edge",
      description: "Before everything that staging shows the world",
      scope: "REGIONAL",
      default_action: { allow: {} },
      visibility_config: seen("staging-edge"),
      rule: [
        {
          name: "requests-per-address",
          priority: 0,
          action: { block: {} },
          statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
          visibility_config: seen("requests-per-address"),
        },
        {
          name: "AWSManagedRulesCommonRuleSet",
          priority: 4,
          override_action: { none: {} },
          statement: {
            managed_rule_group_statement: {
              vendor_name: "AWS",
              name: "AWSManagedRulesCommonRuleSet",
              rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
            },
          },
          visibility_config: seen("AWSManagedRulesCommonRuleSet"),
        },
      ],
    });
  });

  it("stands before the load balancer, and keeps no logs that nobody asked for", () => {
    expect(stack.one("aws_wafv2_web_acl_association")).toEqual({
      resource_arn: "arn:balancer",
      web_acl_arn: "${firewall/acl.arn}",
    });
    expect(stack.resources()).toHaveLength(2);
  });

  it("only counts where it is tried out", () => {
    const rules = firewall({ action: "count" }).one("aws_wafv2_web_acl")["rule"] as readonly object[];
    expect(rules).toMatchObject([{ action: { count: {} } }, { override_action: { count: {} } }]);
  });

  it("stands before CloudFront in CloudFront's region, where the distribution names it", () => {
    const stack = synth((scope) => {
      const cloudFront = new AwsProvider(scope, "aws-cdn", { alias: "cdn", region: "us-east-1" });
      new Firewall(scope, "firewall", { ...props, region: "us-east-1", before: { cloudFront }, logRetentionDays: 14 });
    });
    expect(stack.one("aws_wafv2_web_acl")).toMatchObject({ name: "staging-cdn", scope: "CLOUDFRONT" });
    expect(stack.all("aws_wafv2_web_acl_association")).toEqual([]);
    expect(stack.resources().map(({ resource }) => resource["provider"])).toEqual(Array(4).fill("aws.cdn"));
  });
});

describe("the log of a firewall", () => {
  const stack = firewall({ logRetentionDays: 14 });

  it("keeps what a rule met, without what would let others pass for the client", () => {
    expect(stack.one("aws_wafv2_web_acl_logging_configuration")).toEqual({
      resource_arn: "${firewall/acl.arn}",
      log_destination_configs: ["${firewall/logs.arn}"],
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
      logging_filter: {
        default_behavior: "DROP",
        filter: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            condition: [
              { action_condition: { action: "BLOCK" } },
              { action_condition: { action: "COUNT" } },
              { action_condition: { action: "EXCLUDED_AS_COUNT" } },
            ],
          },
        ],
      },
      depends_on: ["firewall/delivery"],
    });
    expect(stack.one("aws_cloudwatch_log_group")).toEqual({ name: "aws-waf-logs-staging-edge", retention_in_days: 14 });
  });

  it("is written by AWS's log delivery alone, in this account's name", () => {
    expect(statementsOf(stack.one("aws_cloudwatch_log_resource_policy")["policy_document"])).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["arn:aws:logs:eu-west-1:222222222222:log-group:aws-waf-logs-staging-edge:log-stream:*"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "222222222222" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:222222222222:*" },
        },
      },
    ]);
  });
});

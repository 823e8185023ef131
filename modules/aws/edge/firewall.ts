import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy/index.js";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl/index.js";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { limitRule, type ManagedGroup, managedRule, visibility } from "./firewall-rules.js";

export interface FirewallProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** What becomes of what a rule meets. */
  readonly action: "count" | "block";
  readonly managed: readonly ManagedGroup[];
  /** @default - as many as an address will */
  readonly requestsPer5Minutes?: number;
  /** Days for which the requests that a rule met are kept. @default - they aren't */
  readonly logRetentionDays?: number;
  /** Whom it protects: a load balancer of its region, or a distribution of CloudFront, which names it itself. */
  readonly before: { readonly loadBalancerArn: string } | { readonly cloudFront: TerraformProvider };
}

/** Headers with which others could pass for the client. */
const CREDENTIALS = ["authorization", "cookie"];

/** Names of their own, so that one can go while the other comes. */
const placeOf = (before: FirewallProps["before"]) => ("cloudFront" in before ? "cdn" : "edge");

/** AWS WAF: a web ACL of AWS's own groups and a limit per address. What no rule meets passes. */
export class Firewall extends Construct {
  readonly arn: string;
  private readonly provider: { readonly provider?: TerraformProvider };

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    const { environment, action, managed, requestsPer5Minutes, before } = props;
    this.provider = "cloudFront" in before ? { provider: before.cloudFront } : {};
    const aclName = name("aws_wafv2_web_acl", environment, placeOf(before));
    this.arn = new Wafv2WebAcl(this, "acl", {
      ...this.provider,
      name: aclName,
      description: `Before everything that ${environment} shows the world`,
      scope: "cloudFront" in before ? "CLOUDFRONT" : "REGIONAL",
      defaultAction: { allow: {} },
      rule: [
        ...(requestsPer5Minutes === undefined ? [] : [limitRule(action, requestsPer5Minutes)]),
        ...managed.map((group) => managedRule(action, group)),
      ],
      visibilityConfig: visibility(aclName),
    }).arn;
    if ("loadBalancerArn" in before) {
      new Wafv2WebAclAssociation(this, "association", { resourceArn: before.loadBalancerArn, webAclArn: this.arn });
    }
    if (props.logRetentionDays !== undefined) this.log(props, props.logRetentionDays);
  }

  private log({ environment, account, region, before }: FirewallProps, retentionInDays: number): void {
    // WAF takes no name that begins otherwise.
    const group = name("aws_cloudwatch_log_group", `aws-waf-logs-${environment}-${placeOf(before)}`);
    const logs = new CloudwatchLogGroup(this, "logs", { ...this.provider, name: group, retentionInDays });
    const admitted = new CloudwatchLogResourcePolicy(this, "delivery", {
      ...this.provider,
      policyName: group,
      policyDocument: admitDelivery(`arn:aws:logs:${region}:${account}`, account, group),
    });
    new Wafv2WebAclLoggingConfiguration(this, "logging", {
      ...this.provider,
      // Where it finds no policy that admits it, WAF writes one of its own, which nobody ever removes.
      dependsOn: [admitted],
      resourceArn: this.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: CREDENTIALS.map((header) => ({ singleHeader: { name: header } })),
      loggingFilter: { defaultBehavior: "DROP", filter: [MET] },
    });
  }
}

/** What a rule refused, or would have. */
const MET = {
  behavior: "KEEP",
  requirement: "MEETS_ANY",
  condition: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
};

/** Source: AWS WAF developer guide, "Sending web ACL traffic logs to a CloudWatch Logs log group". */
function admitDelivery(logs: string, account: string, group: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logs}:log-group:${group}:log-stream:*`,
        Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": `${logs}:*` } },
      },
    ],
  });
}

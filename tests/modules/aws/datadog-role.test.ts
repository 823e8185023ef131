import { describe, expect, it } from "vitest";
import { DatadogRole } from "../../../modules/aws/observability/datadog-role.js";
import { synth } from "../../support/synth.js";
import { statementsOf } from "../../support/values.js";

const role = (resources: boolean) =>
  synth((scope) => void new DatadogRole(scope, "reader", { externalId: "abc", resources }));

describe("the role that Datadog takes", () => {
  const stack = role(false);
  const [statement] = statementsOf(stack.one("aws_iam_role_policy")["policy"]);

  it("is Datadog's own account's, which must say what it was told", () => {
    expect(statementsOf(stack.one("aws_iam_role")["assume_role_policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Resource: [],
        Principal: { AWS: "arn:aws:iam::464622532012:root" },
        Condition: { StringEquals: { "sts:ExternalId": "abc" } },
      },
    ]);
  });

  it("lists and describes, and nothing else", () => {
    const verbs = new Set(statement?.Action.map((action) => /^[a-z0-9]+:(Describe|List|Get|Lookup)/.exec(action)?.[1]));
    expect(verbs).toEqual(new Set(["Describe", "Get", "List", "Lookup"]));
    expect(statement?.Action.filter((action) => action.includes("*"))).toEqual([]);
  });

  it("reads metadata of what Gantry makes, down to the last action", () => {
    expect(statement?.Action.join(" ")).toMatchInlineSnapshot(
      `"autoscaling:DescribeAutoScalingGroups autoscaling:DescribeScalingActivities autoscaling:DescribeTags cloudfront:ListDistributions cloudfront:ListTagsForResource cloudtrail:DescribeTrails cloudtrail:GetTrailStatus cloudtrail:LookupEvents cloudwatch:DescribeAlarmHistory cloudwatch:DescribeAlarms cloudwatch:GetMetricData cloudwatch:ListMetrics ec2:DescribeInstanceStatus ec2:DescribeInstances ec2:DescribeNatGateways ec2:DescribeRegions ec2:DescribeTags ec2:DescribeVolumes ec2:DescribeVpnConnections ecs:DescribeClusters ecs:DescribeContainerInstances ecs:DescribeServices ecs:DescribeTasks ecs:ListClusters ecs:ListContainerInstances ecs:ListServices ecs:ListTasks elasticache:DescribeCacheClusters elasticache:DescribeEvents elasticache:DescribeReplicationGroups elasticache:ListTagsForResource elasticfilesystem:DescribeFileSystems elasticfilesystem:ListTagsForResource elasticloadbalancing:DescribeLoadBalancers elasticloadbalancing:DescribeTags elasticloadbalancing:DescribeTargetGroups elasticloadbalancing:DescribeTargetHealth firehose:DescribeDeliveryStream firehose:ListDeliveryStreams firehose:ListTagsForDeliveryStream rds:DescribeDBClusters rds:DescribeDBInstances rds:DescribeEvents rds:ListTagsForResource s3:GetBucketLocation s3:GetBucketTagging s3:ListAllMyBuckets sqs:ListQueueTags sqs:ListQueues states:DescribeStateMachine states:ListStateMachines states:ListTagsForResource tag:GetResources tag:GetTagKeys tag:GetTagValues wafv2:ListTagsForResource wafv2:ListWebACLs"`,
    );
  });

  it("reads beside them what budgets have spent", () => {
    const document = String(role(false).one("aws_iam_role_policy")["policy"]);
    const statements = (JSON.parse(document) as { readonly Statement: readonly object[] }).Statement;
    expect(statements.slice(1)).toEqual([
      { Effect: "Allow", Action: ["budgets:ViewBudget"], Resource: ["arn:aws:budgets::*:budget/*"] },
    ]);
  });

  it("reads no data: no object, no message, no secret, no parameter, no log line", () => {
    const data = [
      "s3:GetObject",
      "sqs:ReceiveMessage",
      "secretsmanager:",
      "ssm:",
      "logs:",
      "kms:",
      "dynamodb:",
      "sts:",
    ];
    expect(statement?.Action.filter((action) => data.some((one) => action.startsWith(one)))).toEqual([]);
  });

  it("has a policy of AWS's own only where Datadog lists every resource", () => {
    expect(stack.all("aws_iam_role_policy_attachment")).toEqual([]);
    expect(role(true).one("aws_iam_role_policy_attachment")).toMatchObject({
      policy_arn: "arn:aws:iam::aws:policy/SecurityAudit",
    });
  });
});

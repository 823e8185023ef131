import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { Permission } from "../../core/refs/permission.js";
import { policyDocument } from "../security/policy.js";

/** Datadog's own account, which takes the role. Source: Datadog, "AWS manual setup". */
const DATADOG_ACCOUNT = "464622532012";

/** Name of the role in every account: the integration says it before the role is made. */
export const DATADOG_ROLE = name("aws_iam_role", "gantry", "datadog");

/** What the account's budgets have spent, and what AWS expects of them. */
const READ_BUDGETS: Permission = { actions: ["budgets:ViewBudget"], resources: ["arn:aws:budgets::*:budget/*"] };

export interface DatadogRoleProps {
  /** What Datadog must say to get the role: nobody else's account at Datadog may. */
  readonly externalId: string;
  /** Whether it lists the configuration of everything, too. */
  readonly resources: boolean;
  /** Of the account. @default - the stack's own */
  readonly provider?: TerraformProvider;
}

/**
 * What Datadog reads to know what runs: the metrics, the tags by which it groups them, the names and events of what
 * they are about, and CloudTrail's account of who changed it. No action reads data, and none of them takes the name of
 * a resource where it lists what there is.
 *
 * Source: Datadog, "AWS IAM permissions", the lists of these integrations.
 */
const READS: Readonly<Record<string, readonly string[]>> = {
  autoscaling: ["DescribeAutoScalingGroups", "DescribeScalingActivities", "DescribeTags"],
  cloudfront: ["ListDistributions", "ListTagsForResource"],
  cloudtrail: ["DescribeTrails", "GetTrailStatus", "LookupEvents"],
  cloudwatch: ["DescribeAlarmHistory", "DescribeAlarms", "GetMetricData", "ListMetrics"],
  ec2: [
    "DescribeInstanceStatus",
    "DescribeInstances",
    "DescribeNatGateways",
    "DescribeRegions",
    "DescribeTags",
    "DescribeVolumes",
    "DescribeVpnConnections",
  ],
  // With the services come their events: every deployment, and how it ended.
  ecs: [
    "DescribeClusters",
    "DescribeContainerInstances",
    "DescribeServices",
    "DescribeTasks",
    "ListClusters",
    "ListContainerInstances",
    "ListServices",
    "ListTasks",
  ],
  elasticache: ["DescribeCacheClusters", "DescribeEvents", "DescribeReplicationGroups", "ListTagsForResource"],
  elasticfilesystem: ["DescribeFileSystems", "ListTagsForResource"],
  elasticloadbalancing: ["DescribeLoadBalancers", "DescribeTags", "DescribeTargetGroups", "DescribeTargetHealth"],
  firehose: ["DescribeDeliveryStream", "ListDeliveryStreams", "ListTagsForDeliveryStream"],
  rds: ["DescribeDBClusters", "DescribeDBInstances", "DescribeEvents", "ListTagsForResource"],
  s3: ["GetBucketLocation", "GetBucketTagging", "ListAllMyBuckets"],
  sqs: ["ListQueueTags", "ListQueues"],
  states: ["DescribeStateMachine", "ListStateMachines", "ListTagsForResource"],
  tag: ["GetResources", "GetTagKeys", "GetTagValues"],
  wafv2: ["ListTagsForResource", "ListWebACLs"],
};

/** Metadata alone, of everything in the account. */
const READ_METADATA: Permission = {
  actions: Object.entries(READS).flatMap(([service, actions]) => actions.map((action) => `${service}:${action}`)),
  resources: ["*"],
};

/** AWS's own, by its policy: Datadog's resource catalogue asks for all of it. */
const SECURITY_AUDIT = "arn:aws:iam::aws:policy/SecurityAudit";

/** The role in which Datadog reads what runs in an account. It changes nothing, and reads no data. */
export class DatadogRole extends Construct {
  constructor(scope: Construct, id: string, { externalId, resources, provider }: DatadogRoleProps) {
    super(scope, id);
    const of = provider === undefined ? {} : { provider };
    const role = new IamRole(this, "role", {
      ...of,
      name: DATADOG_ROLE,
      description: "Datadog reads what runs here: metrics, tags, events",
      assumeRolePolicy: trust(externalId),
    });
    new IamRolePolicy(this, "permissions", {
      ...of,
      name: "permissions",
      role: role.id,
      policy: policyDocument([READ_METADATA, READ_BUDGETS]),
    });
    if (resources) {
      new IamRolePolicyAttachment(this, "audit", { ...of, role: role.name, policyArn: SECURITY_AUDIT });
    }
  }
}

function trust(externalId: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: `arn:aws:iam::${DATADOG_ACCOUNT}:root` },
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  });
}

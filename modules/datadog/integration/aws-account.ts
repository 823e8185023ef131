import { IntegrationAwsAccount } from "@cdktf/provider-datadog/lib/integration-aws-account/index.js";
import { Construct } from "constructs";

/** CloudWatch's namespaces that Gantry's own resources write to. */
export const NAMESPACES: readonly string[] = [
  "AWS/ApplicationELB",
  "AWS/AutoScaling",
  "AWS/Billing",
  "AWS/Budgeting",
  "AWS/CertificateManager",
  "AWS/CloudFront",
  "AWS/EC2",
  "AWS/ECS",
  "AWS/EFS",
  "AWS/ElastiCache",
  "AWS/Firehose",
  "AWS/NATGateway",
  "AWS/RDS",
  "AWS/S3",
  "AWS/SQS",
  "AWS/States",
  "AWS/VPN",
  "AWS/WAFV2",
  "ECS/ContainerInsights",
];

export interface AwsAccountProps {
  /** The 12 digits. */
  readonly account: string;
  /** What the organization calls it. */
  readonly name: string;
  readonly organization: string;
  readonly regions: readonly string[];
  /** CloudWatch's namespaces beside Gantry's own. */
  readonly namespaces: readonly string[];
  /**
   * Whether namespaces are read that Datadog has no name for: one's own, and EventBridge Scheduler's, by which a cron's
   * missed run shows. Datadog bills each of their metrics.
   */
  readonly customMetrics: boolean;
  /** Name of the role that Datadog takes there. */
  readonly roleName: string;
  /** Whether it lists the configuration of everything, too. */
  readonly resources: boolean;
}

/**
 * An AWS account as Datadog reads it: metrics of the namespaces that are used in the regions that are used, and no
 * others, since CloudWatch bills each metric that is asked for. Resources bring their AWS tags: `environment` and
 * `service` are what monitors and dashboards look for. Hosts that scaling takes away are muted.
 *
 * Everything that Datadog would fill in is said, so that a plan shows what it is.
 */
export class AwsAccount extends Construct {
  /** What Datadog says when it takes the role: made by Datadog, kept for as long as the account is known there. */
  readonly externalId: string;

  constructor(scope: Construct, id: string, props: AwsAccountProps) {
    super(scope, id);
    const { account, name, organization, regions, namespaces, customMetrics, roleName, resources } = props;
    this.externalId = new IntegrationAwsAccount(this, "integration", {
      awsAccountId: account,
      awsPartition: "aws",
      accountTags: [`account:${name}`, `organization:${organization}`],
      authConfig: { awsAuthConfigRole: { roleName } },
      awsRegions: { includeOnly: [...regions] },
      // Logs come by Firehose, each environment's by its own choice.
      logsConfig: { lambdaForwarder: { lambdas: [], sources: [] } },
      metricsConfig: {
        enabled: true,
        automuteEnabled: true,
        collectCloudwatchAlarms: false,
        collectCustomMetrics: customMetrics,
        namespaceFilters: { includeOnly: [...new Set([...NAMESPACES, ...namespaces])].sort() },
      },
      resourcesConfig: {
        cloudSecurityPostureManagementCollection: false,
        extendedCollection: resources,
      },
      tracesConfig: { xrayServices: { includeOnly: [] } },
    }).authConfig.awsAuthConfigRole.externalId;
  }
}

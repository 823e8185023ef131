import type { Rule } from "../types.js";

/** Those that begin with `AWS/`. Source: Datadog API, "List available namespaces". */
const OF_AWS = [
  "ApiGateway ApplicationELB AppRunner AppStream AppSync Athena AutoScaling Backup Bedrock Billing",
  "Budgeting CertificateManager CloudFront CloudHSM CloudSearch CloudTrail CodeBuild CodeWhisperer",
  "Cognito Connect Config DAX DDoSProtection DMS DX DocDB DynamoDB EBS EC2 EC2/API EC2Spot ECR ECS EFS",
  "ELB ES ElastiCache ElasticBeanstalk ElasticInference ElasticMapReduce ElasticTranscoder Events FSx",
  "Firehose GameLift GlobalAccelerator IAM Inspector IoT KMS Kafka Cassandra Kinesis KinesisAnalytics",
  "Lambda Lex Logs ML AmazonMQ MediaConnect MediaConvert MediaLive MediaPackage MediaStore MediaTailor",
  "MemoryDB NATGateway Neptune NetworkELB NetworkFirewall NetworkMonitor OpsWorks Polly",
  "PrivateLinkEndpoints PrivateLinkServices RDS RDS/Proxy Redshift Rekognition Route53 Route53Resolver",
  "S3 S3/Storage-Lens SES SNS SQS SWF SageMaker ServiceQuotas States StorageGateway Textract",
  "TransitGateway Translate TrustedAdvisor Usage VPC VPN WAF WAFV2 WorkSpaces X-Ray",
].flatMap((line) => line.split(" ").map((name) => `AWS/${name}`));

const KNOWN: ReadonlySet<string> = new Set([
  ...OF_AWS,
  "AmazonMWAA",
  "ECS/ContainerInsights",
  "EKS/ContainerInsights",
  "Glue",
  "WAF",
]);

/** Datadog filters by namespaces that it has a name for; all others are custom metrics. */
export const namespacesAreKnown: Rule = (account) =>
  account
    .blocks("metrics_config")
    .flatMap((metrics) => metrics.blocks("namespace_filters"))
    .flatMap((filters) =>
      (["include_only", "exclude_only"] as const).flatMap((side) =>
        (filters.texts(side) ?? [])
          .filter((namespace) => !KNOWN.has(namespace))
          .map((namespace) =>
            filters.problem(side, `Invalid namespace ${namespace}`, "It comes with collect_custom_metrics, if at all."),
          ),
      ),
    );

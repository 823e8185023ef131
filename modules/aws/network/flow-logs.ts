import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog, type FlowLogConfig } from "@cdktf/provider-aws/lib/flow-log/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { SecureBucket } from "../data/secure-bucket.js";
import { EncryptionKey } from "../security/encryption-key.js";
import { policyDocument, trustService } from "../security/policy.js";

export interface FlowLogsProps {
  /** Prefix of names that must be unique in the world. */
  readonly organization: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  /** Where to: a log group, or a bucket of Parquet files. A change keeps nothing of what was there. */
  readonly to: "logs" | "bucket";
  readonly traffic: "all" | "accepted" | "rejected";
  readonly retentionDays: number;
}

const TRAFFIC = { all: "ALL", accepted: "ACCEPT", rejected: "REJECT" } as const;

/**
 * Who talked to whom in a VPC, with which verdict. AWS bills each GB that it delivers: about $0.50 to CloudWatch Logs,
 * half of that to S3 (CloudWatch pricing, "Vended logs").
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { environment, vpcId, traffic, to } = props;
    new FlowLog(this, "log", {
      vpcId,
      trafficType: TRAFFIC[traffic],
      tags: { Name: name("aws_vpc", environment, "flow") },
      ...(to === "logs" ? this.toLogs(props) : this.toBucket(props)),
    });
  }

  private toLogs({ environment, account, region, retentionDays }: FlowLogsProps): Partial<FlowLogConfig> {
    const logGroup = name("aws_cloudwatch_log_group", "/gantry", environment, "network", "flow");
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", environment, "flow-logs"],
      description: `Flow logs of ${environment}`,
      logGroup: { account, region, name: logGroup },
    });
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: logGroup,
      retentionInDays: retentionDays,
      kmsKeyId: key.arn,
    });
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, "flow-logs"),
      description: `Writes the flow logs of ${environment}`,
      assumeRolePolicy: trustService("vpc-flow-logs.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/*` },
      }),
    });
    const policy = new IamRolePolicy(this, "permissions", {
      role: role.name,
      policy: policyDocument([
        { actions: ["logs:DescribeLogGroups"], resources: [`arn:aws:logs:${region}:${account}:log-group:*`] },
        { actions: WRITE, resources: [`arn:aws:logs:${region}:${account}:log-group:${logGroup}:*`] },
      ]),
    });
    return {
      logDestinationType: "cloud-watch-logs",
      logDestination: logs.arn,
      iamRoleArn: role.arn,
      // AWS tries the role when it makes the log.
      dependsOn: [policy],
    };
  }

  private toBucket({
    organization,
    environment,
    account,
    region,
    retentionDays,
  }: FlowLogsProps): Partial<FlowLogConfig> {
    const bucket = name("aws_s3_bucket", organization, environment, "network-flow-logs");
    const { id } = new SecureBucket(this, "bucket", {
      bucket,
      noncurrentDays: 1,
      expireDays: retentionDays,
      statements: delivery(bucket, account, region),
    });
    return {
      logDestinationType: "s3",
      // By the id that is known once its policy stands: where AWS finds none, it writes one of its own.
      logDestination: `arn:aws:s3:::${id}`,
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
    };
  }
}

/** Source: Amazon VPC user guide, "IAM role for publishing flow logs to CloudWatch Logs"; the group exists already. */
const WRITE = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];

/** Source: Amazon VPC user guide, "Amazon S3 bucket permissions for flow logs". */
function delivery(bucket: string, account: string, region: string): readonly object[] {
  const arn = `arn:aws:s3:::${bucket}`;
  const Condition = {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
  };
  const service = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" }, Condition };
  return [
    { Sid: "Write", ...service, Action: "s3:PutObject", Resource: `${arn}/AWSLogs/*` },
    { Sid: "Ask", ...service, Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: arn },
  ];
}

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { EcsClusterConfiguration } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { Permission } from "../../../core/refs/permission.js";
import { EncryptionKey } from "../../security/encryption-key.js";

export interface ExecAuditProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  readonly logRetentionDays: number;
}

/**
 * What makes ECS Exec accountable: sessions travel encrypted with a key of the cluster's own, and all that
 * was typed and shown is kept in a log group that the same key encrypts. About $1 a month for the key.
 */
export class ExecAudit extends Construct {
  /** The cluster's argument. */
  readonly configuration: EcsClusterConfiguration;
  /** What a task needs so that a session can be opened in it, and nothing else. */
  readonly permissions: readonly Permission[];

  constructor(scope: Construct, id: string, props: ExecAuditProps) {
    super(scope, id);
    const { environment, account, region, cluster, logRetentionDays } = props;
    const logGroup = name("aws_cloudwatch_log_group", "/gantry", environment, "clusters", cluster, "exec");
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", environment, cluster, "exec"],
      description: `ECS Exec in ${environment} ${cluster}`,
      logGroup: { account, region, name: logGroup },
    });
    const logs = new CloudwatchLogGroup(this, "logs", {
      name: logGroup,
      retentionInDays: logRetentionDays,
      kmsKeyId: key.arn,
    });
    this.configuration = {
      executeCommandConfiguration: {
        kmsKeyId: key.arn,
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchEncryptionEnabled: true, cloudWatchLogGroupName: logs.name },
      },
    };
    this.permissions = permissions(`arn:aws:logs:${region}:${account}:log-group`, logGroup, key.arn);
  }
}

/** Source: Amazon ECS developer guide, "Monitor Amazon ECS containers with ECS Exec", IAM permissions of the task role. */
function permissions(logGroups: string, logGroup: string, keyArn: string): readonly Permission[] {
  return [
    // Channels have no ARN: these four actions take no other resource.
    { actions: CHANNELS, resources: ["*"] },
    { actions: ["logs:DescribeLogGroups"], resources: [`${logGroups}:*`] },
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${logGroups}:${logGroup}:*`],
    },
    { actions: ["kms:Decrypt"], resources: [keyArn] },
  ];
}

const CHANNELS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

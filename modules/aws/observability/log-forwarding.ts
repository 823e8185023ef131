import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream/index.js";
import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter/index.js";
import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { Permission } from "../../core/refs/permission.js";
import { SecureBucket } from "../data/secure-bucket.js";
import { namedKeyArn } from "../security/named-key.js";
import { policyDocument, trustService } from "../security/policy.js";
import { DeliveryStream } from "./delivery-stream.js";

export interface LogForwardingProps {
  /** Prefix of names that must be unique in the world. */
  readonly organization: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** Key of the environment's data. */
  readonly keyArn: string;
  /** Where the lines go. */
  readonly url: string;
  /** Secret of Secrets Manager that holds the key, and what it is encrypted with where that's a key of one's own. */
  readonly apiKey: { readonly name: string; readonly kmsKey?: string };
  /** Log groups by what they are of: `api`. */
  readonly logGroups: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
}

/** Days for which what couldn't be delivered can be sent again. */
const FAILED_DAYS = 14;

const LOG_STREAM = "delivery";

/**
 * Lines of log groups on their way to somebody else: a filter on each group, and one Firehose stream for all of them.
 * What isn't taken is offered again for five minutes and then lies in a bucket. Firehose bills each GB: about $0.03.
 */
export class LogForwarding extends Construct {
  constructor(scope: Construct, id: string, props: LogForwardingProps) {
    super(scope, id);
    const stream = this.stream(props);
    const writer = this.writer(props, stream);
    for (const [of, logGroupName] of Object.entries(props.logGroups)) {
      new CloudwatchLogSubscriptionFilter(this, `lines-of-${of}`, {
        name: "datadog",
        logGroupName,
        filterPattern: "",
        destinationArn: stream.arn,
        roleArn: writer.arn,
        // CloudWatch sends a line on trial, in this role.
        dependsOn: [writer.permitted],
      });
    }
  }

  private stream(props: LogForwardingProps): DeliveryStream {
    const { organization, environment, keyArn, url, apiKey, logRetentionDays } = props;
    const streamName = name("aws_kinesis_firehose_delivery_stream", environment, "logs");
    const failed = new SecureBucket(this, "failed", {
      bucket: name("aws_s3_bucket", organization, environment, "undelivered-logs"),
      keyArn,
      noncurrentDays: 1,
      expireDays: FAILED_DAYS,
    });
    const logs = new CloudwatchLogGroup(this, "errors", {
      name: name("aws_cloudwatch_log_group", "/gantry", environment, "log-forwarding"),
      retentionInDays: logRetentionDays,
    });
    const logStream = new CloudwatchLogStream(this, "error-stream", { name: LOG_STREAM, logGroupName: logs.name });
    const secret = new DataAwsSecretsmanagerSecret(this, "api-key", { name: apiKey.name });
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, "log-forwarding"),
      description: `Delivers the log lines of ${environment}`,
      assumeRolePolicy: trustService("firehose.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": props.account },
      }),
    });
    const permitted = new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument([
        { actions: ["secretsmanager:GetSecretValue"], resources: [secret.arn] },
        ...this.opening(apiKey.kmsKey),
        { actions: TO_BUCKET, resources: [failed.arn, `${failed.arn}/*`] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
        { actions: ["logs:PutLogEvents"], resources: [`${logs.arn}:log-stream:${LOG_STREAM}`] },
      ]),
    });
    return new DeliveryStream(this, "stream", {
      name: streamName,
      url,
      secretArn: secret.arn,
      roleArn: role.arn,
      bucketArn: failed.arn,
      keyArn,
      attributes: { env: environment, organization },
      logGroup: logs.name,
      logStream: logStream.name,
      dependsOn: [permitted],
    });
  }

  private opening(kmsKey: string | undefined): readonly Permission[] {
    if (kmsKey === undefined) return [];
    return [{ actions: ["kms:Decrypt"], resources: [namedKeyArn(this, kmsKey, "api-key-key")] }];
  }

  /** In whose name CloudWatch Logs writes into the stream, and into no other. */
  private writer({ environment, account, region }: LogForwardingProps, stream: DeliveryStream) {
    const role = new IamRole(this, "writer", {
      name: name("aws_iam_role", environment, "log-subscription"),
      description: `Sends the log lines of ${environment} to Firehose`,
      assumeRolePolicy: trustService("logs.amazonaws.com", {
        StringLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
      }),
    });
    const permitted = new IamRolePolicy(this, "writing", {
      name: "permissions",
      role: role.id,
      policy: policyDocument([{ actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: [stream.arn] }]),
    });
    return { arn: role.arn, permitted };
  }
}

/** Source: Amazon Data Firehose developer guide, "Grant Firehose access to an HTTP endpoint destination". */
const TO_BUCKET = [
  "s3:AbortMultipartUpload",
  "s3:GetBucketLocation",
  "s3:GetObject",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:PutObject",
];

import { describe, expect, it } from "vitest";
import { FlowLogs, type FlowLogsProps } from "../../../../modules/aws/network/flow-logs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const flowLogs = (to: FlowLogsProps["to"], traffic: FlowLogsProps["traffic"] = "all") =>
  synth(
    (scope) =>
      new FlowLogs(scope, "flow", {
        organization: "acme",
        environment: "staging",
        account: "222222222222",
        region: "eu-west-1",
        vpcId: "vpc-1",
        to,
        traffic,
        retentionDays: 14,
      }),
  );

const LOG_GROUP = "/gantry/staging/network/flow";

describe("flow logs to a log group", () => {
  const stack = flowLogs("logs");

  it("are encrypted with a key that serves this group alone, and kept for as long as asked", () => {
    expect(stack.one("aws_cloudwatch_log_group")).toEqual({
      name: LOG_GROUP,
      retention_in_days: 14,
      kms_key_id: "${flow/key/key.arn}",
    });
    const [, logs] = statementsOf(stack.one("aws_kms_key")["policy"]);
    expect(logs?.Condition).toEqual({
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:222222222222:log-group:${LOG_GROUP}`,
      },
    });
  });

  it("are written by a role that writes there and does nothing else, for flow logs of this account alone", () => {
    expect(statementsOf(stack.one("aws_iam_role_policy")["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:DescribeLogGroups"],
        Resource: ["arn:aws:logs:eu-west-1:222222222222:log-group:*"],
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [`arn:aws:logs:eu-west-1:222222222222:log-group:${LOG_GROUP}:*`],
      },
    ]);
    expect(statementsOf(stack.one("aws_iam_role")["assume_role_policy"])).toMatchObject([
      {
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "222222222222" } },
      },
    ]);
    expect(stack.one("aws_flow_log")).toMatchObject({
      vpc_id: "vpc-1",
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: "${flow/logs.arn}",
      iam_role_arn: "${flow/role.arn}",
      depends_on: ["flow/permissions"],
    });
  });
});

describe("flow logs to a bucket", () => {
  const stack = flowLogs("bucket", "rejected");

  it("are files for Athena in a bucket of their own, which forgets them in time", () => {
    expect(stack.one("aws_flow_log")).toMatchObject({
      traffic_type: "REJECT",
      log_destination_type: "s3",
      log_destination: "arn:aws:s3:::${flow/bucket/policy.id}",
      destination_options: { file_format: "parquet", hive_compatible_partitions: true, per_hour_partition: true },
    });
    expect(stack.one("aws_s3_bucket")).toMatchObject({ bucket: "acme-staging-network-flow-logs" });
    const rule = valueAt(stack.one("aws_s3_bucket_lifecycle_configuration"), "rule.0");
    expect(rule).toMatchObject({ expiration: [{ days: 14 }], noncurrent_version_expiration: [{ noncurrent_days: 1 }] });
  });

  it("are delivered for this account alone, over TLS", () => {
    const statements = statementsOf(stack.one("aws_s3_bucket_policy")["policy"]);
    const delivered = statements.filter(({ Effect }) => Effect === "Allow");
    expect(delivered.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["s3:PutObject"], ["arn:aws:s3:::acme-staging-network-flow-logs/AWSLogs/*"]],
      [["s3:GetBucketAcl", "s3:ListBucket"], ["arn:aws:s3:::acme-staging-network-flow-logs"]],
    ]);
    for (const { Condition } of delivered) {
      expect(Condition).toEqual({
        StringEquals: { "aws:SourceAccount": "222222222222" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:222222222222:*" },
      });
    }
    expect(statements.filter(({ Effect }) => Effect === "Deny")).toHaveLength(1);
  });
});

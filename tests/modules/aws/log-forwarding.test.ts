import { describe, expect, it } from "vitest";
import { LogForwarding } from "../../../modules/aws/observability/log-forwarding.js";
import { synth } from "../../support/synth.js";
import { statementsOf } from "../../support/values.js";

const stack = synth((scope) => {
  new LogForwarding(scope, "forwarding", {
    organization: "acme",
    environment: "staging",
    account: "222222222222",
    region: "eu-west-1",
    keyArn: "arn:key",
    url: "https://intake.test/v1/input",
    apiKey: { name: "datadog/firehose", kmsKey: "alias/secrets" },
    logGroups: { api: "/gantry/staging/api", jobs: "/gantry/staging/jobs" },
    logRetentionDays: 14,
  });
});
const granted = (path: string) =>
  statementsOf(stack.at("aws_iam_role_policy", path)["policy"]).map(({ Action, Resource }) => [Action, Resource]);

describe("lines on their way to Datadog", () => {
  it("leave each log group, all of them, by one stream", () => {
    const filters = stack.all("aws_cloudwatch_log_subscription_filter");
    expect(filters.map(({ log_group_name: group }) => group)).toEqual(["/gantry/staging/api", "/gantry/staging/jobs"]);
    expect(new Set(filters.map(({ destination_arn: to }) => to))).toEqual(new Set(["${forwarding/stream.arn}"]));
    expect(filters.map(({ filter_pattern: pattern }) => pattern)).toEqual(["", ""]);
  });

  it("go with a key that AWS opens itself, by its reference", () => {
    const stream = stack.one("aws_kinesis_firehose_delivery_stream");
    expect(stream).toMatchObject({
      name: "staging-logs",
      destination: "http_endpoint",
      server_side_encryption: { enabled: true },
      http_endpoint_configuration: {
        url: "https://intake.test/v1/input",
        s3_backup_mode: "FailedDataOnly",
        secrets_manager_configuration: { enabled: true, secret_arn: "${data.forwarding/api-key.arn}" },
        request_configuration: {
          common_attributes: [
            { name: "env", value: "staging" },
            { name: "organization", value: "acme" },
          ],
        },
      },
    });
    expect(JSON.stringify(stream)).not.toContain("access_key");
  });

  it("are delivered by a role that may do just that", () => {
    expect(granted("forwarding/permissions")).toEqual([
      [["secretsmanager:GetSecretValue"], ["${data.forwarding/api-key.arn}"]],
      [["kms:Decrypt"], ["${data.forwarding/api-key-key.target_key_arn}"]],
      [
        [
          "s3:AbortMultipartUpload",
          "s3:GetBucketLocation",
          "s3:GetObject",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads",
          "s3:PutObject",
        ],
        ["${forwarding/failed/bucket.arn}", "${forwarding/failed/bucket.arn}/*"],
      ],
      [["kms:Decrypt", "kms:GenerateDataKey"], ["arn:key"]],
      [["logs:PutLogEvents"], ["${forwarding/errors.arn}:log-stream:delivery"]],
    ]);
    expect(granted("forwarding/writing")).toEqual([
      [["firehose:PutRecord", "firehose:PutRecordBatch"], ["${forwarding/stream.arn}"]],
    ]);
  });

  it("are written by CloudWatch of this account and region alone", () => {
    expect(statementsOf(stack.at("aws_iam_role", "forwarding/writer")["assume_role_policy"])).toMatchObject([
      {
        Principal: { Service: "logs.amazonaws.com" },
        Condition: { StringLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:222222222222:*" } },
      },
    ]);
  });
});

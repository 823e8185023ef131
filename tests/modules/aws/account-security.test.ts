import { describe, expect, it } from "vitest";
import { JUDGED_TYPES, MANAGED_RULES } from "../../../modules/aws/security/account/config-rules.js";
import { Findings } from "../../../modules/aws/security/account/findings.js";
import { Recorder, type RecorderProps } from "../../../modules/aws/security/account/recorder.js";
import { FEATURES, type Protection, Threats } from "../../../modules/aws/security/account/threats.js";
import { synth } from "../../support/synth.js";
import { statementsOf, valueAt } from "../../support/values.js";

const account = "222222222222";
const region = "eu-west-1";

const features = (...protections: Protection[]) =>
  synth((scope) => new Threats(scope, "threats", { protections })).all("aws_guardduty_detector_feature");

describe("GuardDuty", () => {
  it("says of each protection whether it's on: a new detector has most of them on", () => {
    const said = features("s3").map(({ name, status }) => [name, status]);
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(
        Object.values(FEATURES).map((name) => [name, name === "S3_DATA_EVENTS" ? "ENABLED" : "DISABLED"]),
      ),
    );
  });

  it("comes with its agent on Fargate where it watches processes", () => {
    const runtime = features("runtime").find(({ name }) => name === "RUNTIME_MONITORING");
    expect(runtime).toMatchObject({
      status: "ENABLED",
      additional_configuration: [{ name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" }],
    });
  });
});

describe("AWS Config", () => {
  const props: RecorderProps = {
    organization: "acme",
    accountName: "staging",
    account,
    region,
    records: "judged",
    keepDays: 400,
  };
  const recorder = (more: Partial<RecorderProps> = {}) =>
    synth((scope) => new Recorder(scope, "recorder", { ...props, ...more }));
  const stack = recorder();

  it("records what its rules judge, or whatever there is", () => {
    expect(stack.one("aws_config_configuration_recorder")["recording_group"]).toEqual({
      all_supported: false,
      resource_types: JUDGED_TYPES,
      recording_strategy: [{ use_only: "INCLUSION_BY_RESOURCE_TYPES" }],
    });
    expect(recorder({ records: "everything" }).one("aws_config_configuration_recorder")["recording_group"]).toEqual({
      all_supported: true,
    });
  });

  it("judges by rules of AWS's own, each of what it is about", () => {
    expect(
      stack
        .all("aws_config_config_rule")
        .map((rule) => [
          rule["name"],
          valueAt(rule, "source.source_identifier"),
          valueAt(rule, "scope.compliance_resource_types") ?? [],
        ]),
    ).toEqual(
      Object.entries(MANAGED_RULES)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { identifier, judges }]) => [name, identifier, judges]),
    );
  });

  it("delivers its history into an encrypted bucket, which forgets it in time", () => {
    expect(stack.one("aws_config_delivery_channel")).toMatchObject({
      s3_bucket_name: "${recorder/bucket/policy.id}",
      s3_kms_key_arn: "${recorder/key/key.arn}",
    });
    expect(stack.one("aws_s3_bucket")["bucket"]).toBe("acme-config-staging-eu-west-1");
    const rules = stack.one("aws_s3_bucket_lifecycle_configuration");
    expect(valueAt(rules, "rule.0.expiration")).toEqual([{ days: 400 }]);
  });

  it("reads by AWS's own list, and writes into that bucket and nowhere else", () => {
    expect(stack.one("aws_iam_role_policy_attachment")["policy_arn"]).toBe(
      "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    );
    expect(
      statementsOf(stack.one("aws_iam_role_policy")["policy"]).map(({ Action, Resource }) => [Action, Resource]),
    ).toEqual([
      [["s3:GetBucketAcl", "s3:ListBucket"], ["${recorder/bucket/bucket.arn}"]],
      [["s3:PutObject", "s3:PutObjectAcl"], [`\${recorder/bucket/bucket.arn}/AWSLogs/${account}/*`]],
      [["kms:Decrypt", "kms:GenerateDataKey"], ["${recorder/key/key.arn}"]],
    ]);
  });
});

const findings = (more: object) =>
  synth((scope) => new Findings(scope, "findings", { account, region, email: ["a@acme.test"], config: false, ...more }))
    .all("aws_cloudwatch_event_rule")
    .map((rule) => JSON.parse(String(rule["event_pattern"])) as { readonly source: string[]; readonly detail: object });

it("of GuardDuty are told from a severity on", () => {
  expect(findings({ severity: "high" })).toEqual([
    {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 7] }] },
    },
  ]);
});

describe("findings", () => {
  it("of AWS Config are told when something turns against one of these rules", () => {
    expect(findings({ config: true }).map(({ detail }) => detail)).toEqual([
      {
        messageType: ["ComplianceChangeNotification"],
        configRuleName: Object.keys(MANAGED_RULES),
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    ]);
  });
});

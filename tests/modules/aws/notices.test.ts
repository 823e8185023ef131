import { describe, expect, it } from "vitest";
import { Notices } from "../../../modules/aws/security/notices.js";
import { StoreEvents, type StoreEventsProps } from "../../../modules/aws/security/store-events.js";
import { synth } from "../../support/synth.js";
import { statementsOf } from "../../support/values.js";

const account = "222222222222";
const TOPIC = `arn:aws:sns:eu-west-1:${account}:staging-events`;

const from = (source: string) => ({
  StringEquals: { "aws:SourceAccount": account },
  ArnLike: { "aws:SourceArn": source },
});

describe("notices", () => {
  const stack = synth(
    (scope) =>
      new Notices(scope, "notices", {
        owner: "staging",
        topic: "events",
        description: "Events of staging",
        account,
        region: "eu-west-1",
        publishers: ["rds", "rules", "alarms"],
        email: ["ann@acme.test", "bob@acme.test"],
      }),
  );

  it("admit over TLS alone, and nobody but the services that were named, of this account", () => {
    expect(
      statementsOf(stack.one("aws_sns_topic_policy")["policy"]).map(
        ({ Effect, Principal, Action, Resource, Condition }) => ({
          Effect,
          Principal,
          Action,
          Resource,
          Condition,
        }),
      ),
    ).toEqual([
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["sns:Publish"],
        Resource: [TOPIC],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      ...[
        ["events.rds.amazonaws.com", from(`arn:aws:rds:eu-west-1:${account}:*`)] as const,
        // EventBridge says nothing of where it comes from.
        ["events.amazonaws.com", undefined] as const,
        ["cloudwatch.amazonaws.com", from(`arn:aws:cloudwatch:eu-west-1:${account}:alarm:*`)] as const,
      ].map(([Service, Condition]) => ({
        Effect: "Allow",
        Principal: { Service },
        Action: ["sns:Publish"],
        Resource: [TOPIC],
        Condition,
      })),
    ]);
  });

  it("are encrypted with a key that those services may use for this topic alone", () => {
    expect(stack.one("aws_sns_topic")).toMatchObject({ kms_master_key_id: "${notices/key/key.arn}" });
    const [iam, ...services] = statementsOf(stack.one("aws_kms_key")["policy"]);
    expect(iam).toMatchObject({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: ["kms:*"] });
    expect(services).toEqual(
      [
        ["Rds", "events.rds.amazonaws.com"],
        ["Rules", "events.amazonaws.com"],
        ["Alarms", "cloudwatch.amazonaws.com"],
      ].map(([Sid, Service]) => ({
        Sid,
        Effect: "Allow",
        Principal: { Service },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: ["*"],
        Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": TOPIC } },
      })),
    );
  });

  it("are mailed to every address", () => {
    expect(stack.all("aws_sns_topic_subscription").map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual([
      ["email", "ann@acme.test"],
      ["email", "bob@acme.test"],
    ]);
  });
});

describe("the events of stores", () => {
  const props: StoreEventsProps = {
    environment: "staging",
    topicArn: TOPIC,
    instances: ["staging-main"],
    clusters: ["staging-ledger"],
    warehouses: [{ store: "figures", workgroup: "staging-figures", maxCapacityRpu: 32 }],
    backups: false,
  };
  const events = (more: Partial<StoreEventsProps> = {}) =>
    synth((scope) => new StoreEvents(scope, "events", { ...props, ...more }));
  const categories = (more?: Partial<StoreEventsProps>) =>
    events(more)
      .all("aws_db_event_subscription")
      .map(({ event_categories }) => event_categories);

  it("are those of its own databases, that somebody may have to act on", () => {
    expect(events().all("aws_db_event_subscription")).toEqual([
      {
        name: "staging-clusters",
        sns_topic: TOPIC,
        source_type: "db-cluster",
        source_ids: ["staging-ledger"],
        event_categories: ["deletion", "failover", "failure", "maintenance", "notification"],
      },
      {
        name: "staging-instances",
        sns_topic: TOPIC,
        source_type: "db-instance",
        source_ids: ["staging-main"],
        event_categories: [
          "availability",
          "deletion",
          "failover",
          "failure",
          "low storage",
          "maintenance",
          "notification",
          "read replica",
          "recovery",
          "restoration",
        ],
      },
    ]);
  });

  it("tell of backups where they are asked to, and of nothing where there is no database", () => {
    expect(categories({ backups: true })).toEqual([
      expect.arrayContaining(["backup"]),
      expect.arrayContaining(["backup"]),
    ]);
    expect(categories({ instances: [], clusters: [] })).toEqual([]);
  });

  it("include that a warehouse works at its most for an hour: no monitor of Datadog's tells", () => {
    expect(events().one("aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "staging-figures-capacity",
      namespace: "AWS/Redshift-Serverless",
      metric_name: "ComputeCapacity",
      dimensions: { Workgroup: "staging-figures" },
      threshold: 32,
      period: 1800,
      evaluation_periods: 2,
      alarm_actions: [TOPIC],
    });
  });
});

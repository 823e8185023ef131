import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { CronService, type CronServiceProps } from "../../../../modules/aws/ecs/cron/cron-service.js";
import { connectionLines } from "../../../support/connections.js";
import {
  clusterRef,
  cronRef,
  databaseRef,
  ec2ClusterRef,
  networkRef,
  scheduleGroupRef,
} from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const props: CronServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "reports",
  image: "public.ecr.aws/acme/reports:1.2.3",
  schedule: "cron(0 6 ? * MON-FRI *)",
  timeZone: "Europe/Dublin",
  retries: 10,
  maximumAgeSeconds: 900,
  enabled: true,
  schedules: scheduleGroupRef,
  variables: {},
  cpu: 256,
  memoryMiB: 512,
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  stores: [databaseRef],
};
const service = (more: Partial<CronServiceProps> = {}) =>
  synth((scope) => {
    const { ref } = new CronService(scope, "service", { ...props, ...more });
    new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
  });
const schedule = (more: Partial<CronServiceProps> = {}) => service(more).one("aws_scheduler_schedule");
const CLUSTER = "arn:aws:ecs:eu-west-1:222222222222:cluster/staging-app";
const FAILED = "arn:aws:sqs:eu-west-1:222222222222:staging-reports-failed";

describe("a cron", () => {
  it("is started by the clock, in the cluster and network of its environment, once", () => {
    expect(schedule()).toMatchObject({
      name: "staging-reports",
      group_name: "staging",
      schedule_expression: "cron(0 6 ? * MON-FRI *)",
      schedule_expression_timezone: "Europe/Dublin",
      state: "ENABLED",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: CLUSTER,
        role_arn: "${service/schedule-role/role.arn}",
        retry_policy: { maximum_retry_attempts: 10, maximum_event_age_in_seconds: 900 },
        dead_letter_config: { arn: FAILED },
        ecs_parameters: {
          task_definition_arn: "${service/task.arn}",
          task_count: 1,
          group: "cron:reports",
          capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1, base: 0 }],
          network_configuration: {
            subnets: ["private-a", "private-b"],
            security_groups: ["${service/group/group.id}"],
            assign_public_ip: false,
          },
          enable_ecs_managed_tags: true,
          propagate_tags: "TASK_DEFINITION",
        },
      },
    });
  });

  it("isn't started where it is turned off, and changes in nothing else", () => {
    expect(schedule({ enabled: false })).toEqual({ ...schedule(), state: "DISABLED" });
  });

  it("is never on Spot", () => {
    const strategy = [
      { capacityProvider: "FARGATE", weight: 20, base: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: 80, base: 0 },
    ];
    const cluster = { ...clusterRef, capacityProviderStrategy: strategy };
    expect(valueAt(schedule({ cluster }), "target.ecs_parameters.capacity_provider_strategy")).toEqual([
      { capacity_provider: "FARGATE", weight: 1, base: 0 },
    ]);
  });

  it("fills instances that have room, on EC2", () => {
    expect(valueAt(schedule({ cluster: ec2ClusterRef }), "target.ecs_parameters.placement_strategy")).toEqual([
      { type: "binpack", field: "memory" },
    ]);
  });

  it("is reached by nobody, and speaks to its stores and to HTTPS alone", () => {
    expect(connectionLines(service())).toEqual([
      "in sg-main 5432 service/group: from service reports: main",
      "out service/group 443 0.0.0.0/0: to anywhere: images, AWS and other APIs",
      "out service/group 5432 sg-main: to store main: main",
    ]);
    expect(service().all("aws_ecs_service")).toEqual([]);
  });

  it("starts only once all that it needs stands", () => {
    const { depends_on: before } = service().readable(schedule()) as { readonly depends_on: readonly string[] };
    expect(before).toEqual(expect.arrayContaining(["service/roles/agent-permissions", "service/to-main/in"]));
  });

  it("offers what watches it", () => {
    expect(service().json.output?.["ref"]?.["value"]).toEqual(cronRef);
  });
});

describe("the role of a schedule", () => {
  it("is Scheduler's, for the schedules of its own environment alone", () => {
    expect(statementsOf(service().at("aws_iam_role", "service/schedule-role/role")["assume_role_policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole"],
        Resource: [],
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "222222222222", "aws:SourceArn": scheduleGroupRef.arn } },
      },
    ]);
  });

  it("starts this task in this cluster, hands over its two roles to ECS, and nothing else", () => {
    const allow = { Effect: "Allow" };
    const task = "arn:aws:ecs:eu-west-1:222222222222:task";
    expect(statementsOf(service().at("aws_iam_role_policy", "service/schedule-role/permissions")["policy"])).toEqual([
      {
        ...allow,
        Action: ["ecs:RunTask"],
        Resource: [`${task}-definition/staging-reports:*`],
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
      },
      {
        ...allow,
        Action: ["ecs:TagResource"],
        Resource: [`${task}/staging-app/*`],
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
      },
      {
        ...allow,
        Action: ["iam:PassRole"],
        Resource: ["${service/task.execution_role_arn}", "${service/task.task_role_arn}"],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      { ...allow, Action: ["sqs:SendMessage"], Resource: [FAILED] },
    ]);
  });
});

describe("what went wrong with a cron", () => {
  it("is told of its own runs: those that failed, and those that never began", () => {
    expect(JSON.parse(String(service().one("aws_cloudwatch_event_rule")["event_pattern"]))).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [CLUSTER],
        group: ["cron:reports"],
        lastStatus: ["STOPPED"],
        $or: [
          { stopCode: ["TaskFailedToStart"] },
          { containers: { name: ["reports"], exitCode: [{ "anything-but": [0] }] } },
        ],
      },
    });
  });

  it("is kept in a queue of its own, into which only its rule puts something", () => {
    const queue = service().one("aws_sqs_queue");
    expect(queue).toMatchObject({ name: "staging-reports-failed", message_retention_seconds: 1_209_600 });
    expect(statementsOf(queue["policy"]).filter(({ Effect }) => Effect === "Allow")).toEqual([
      {
        Sid: "FailedRuns",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["sqs:SendMessage"],
        Resource: [FAILED],
        Condition: {
          ArnEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:222222222222:rule/staging-reports-failed" },
        },
      },
    ]);
    expect(service().one("aws_cloudwatch_event_target")).toMatchObject({
      rule: "${service/failures/rule.name}",
      arn: FAILED,
    });
  });
});

import { describe, expect, it } from "vitest";
import { CronService, type CronServiceProps } from "../../../../modules/aws/ecs/cron/cron-service.js";
import { clusterRef, networkRef, scheduleGroupRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const props: CronServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "reports",
  image: "public.ecr.aws/acme/reports:1.2.3",
  schedule: "rate(15 minutes)",
  timeZone: "UTC",
  retries: 10,
  maximumAgeSeconds: 900,
  enabled: true,
  timeoutSeconds: 3600,
  schedules: scheduleGroupRef,
  variables: {},
  cpu: 256,
  memoryMiB: 512,
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  stores: [],
};
const locks = { name: "staging-locks", arn: "arn:aws:dynamodb:eu-west-1:222222222222:table/staging-locks" };
const limited = synth((scope) => new CronService(scope, "service", props));
const alone = synth((scope) => new CronService(scope, "service", { ...props, locks }));

const MACHINE = "arn:aws:states:eu-west-1:222222222222:stateMachine:staging-reports";
const definition = (stack: typeof alone) => JSON.parse(String(stack.one("aws_sfn_state_machine")["definition"]));
const mayDo = (stack: typeof alone, path: string) =>
  statementsOf(stack.at("aws_iam_role_policy", path)["policy"]).map(({ Action, Resource, Condition }) => [
    Action.join(" "),
    Resource.join(" "),
    Condition,
  ]);

describe("a cron with a limit", () => {
  it("is started through a state machine, which its schedule may start and nothing else", () => {
    expect(limited.one("aws_scheduler_schedule")).toMatchObject({
      target: { arn: MACHINE, dead_letter_config: { arn: expect.stringContaining("staging-reports-failed") } },
    });
    expect(limited.one("aws_scheduler_schedule")["target"]).not.toHaveProperty("ecs_parameters");
    expect(mayDo(limited, "service/schedule-role/permissions")).toEqual([
      ["states:StartExecution", MACHINE, undefined],
      ["sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:staging-reports-failed", undefined],
    ]);
  });

  it("runs as one without it would, is waited for, and stopped when its time is over", () => {
    expect(definition(limited)).toEqual({
      QueryLanguage: "JSONata",
      StartAt: "Run",
      States: {
        Run: {
          Type: "Task",
          Resource: "arn:aws:states:::ecs:runTask.sync",
          Arguments: {
            Cluster: "arn:aws:ecs:eu-west-1:222222222222:cluster/staging-app",
            TaskDefinition: "${service/task.arn}",
            Group: "cron:reports",
            CapacityProviderStrategy: [{ CapacityProvider: "FARGATE", Weight: 1, Base: 0 }],
            NetworkConfiguration: {
              AwsvpcConfiguration: {
                Subnets: ["private-a", "private-b"],
                SecurityGroups: ["${service/group/group.id}"],
                AssignPublicIp: "DISABLED",
              },
            },
            PropagateTags: "TASK_DEFINITION",
          },
          TimeoutSeconds: 3600,
          Retry: [
            {
              ErrorEquals: ["AmazonECS.Unknown", "ECS.AmazonECSException"],
              IntervalSeconds: 90,
              MaxAttempts: 10,
              BackoffRate: 1,
            },
          ],
          End: true,
        },
      },
    });
  });

  it("tells of every run that didn't succeed, by its execution", () => {
    expect(JSON.parse(String(limited.one("aws_cloudwatch_event_rule")["event_pattern"]))).toEqual({
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: { stateMachineArn: [MACHINE], status: ["ABORTED", "FAILED", "TIMED_OUT"] },
    });
  });

  it("may start this task, follow and stop it, and nothing else", () => {
    const cluster = { ArnEquals: { "ecs:cluster": "arn:aws:ecs:eu-west-1:222222222222:cluster/staging-app" } };
    const tasks = "arn:aws:ecs:eu-west-1:222222222222:task/staging-app/*";
    expect(mayDo(limited, "service/supervision/permissions")).toEqual([
      ["ecs:RunTask", "arn:aws:ecs:eu-west-1:222222222222:task-definition/staging-reports:*", cluster],
      ["ecs:TagResource", tasks, { StringEquals: { "ecs:CreateAction": "RunTask" } }],
      [
        "iam:PassRole",
        "${service/task.execution_role_arn} ${service/task.task_role_arn}",
        { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      ],
      ["ecs:DescribeTasks ecs:StopTask", tasks, cluster],
      [
        "events:DescribeRule events:PutRule events:PutTargets",
        "arn:aws:events:eu-west-1:222222222222:rule/StepFunctionsGetEventsForECSTaskRule",
        undefined,
      ],
    ]);
    expect(statementsOf(limited.at("aws_iam_role", "service/supervision/role")["assume_role_policy"])).toMatchObject([
      {
        Principal: { Service: "states.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "222222222222" }, ArnEquals: { "aws:SourceArn": MACHINE } },
      },
    ]);
  });
});

describe("a cron that runs alone", () => {
  const { StartAt, States } = definition(alone) as {
    readonly StartAt: string;
    readonly States: Readonly<
      Record<
        string,
        { readonly Next?: string; readonly Type: string; readonly Catch?: readonly { readonly Next: string }[] }
      >
    >;
  };

  it("takes its lock by a write that succeeds for one alone, or is left out", () => {
    expect(StartAt).toBe("Lock");
    expect(States["Lock"]).toMatchObject({
      Resource: "arn:aws:states:::dynamodb:putItem",
      Arguments: {
        TableName: "staging-locks",
        Item: { name: { S: "reports" }, holder: { S: "{% $states.context.Execution.Id %}" } },
        ConditionExpression: "attribute_not_exists(#name) OR #until < :now OR #holder = :me",
      },
      Catch: [{ ErrorEquals: ["DynamoDB.ConditionalCheckFailedException"], Next: "Left out" }],
      Next: "Run",
    });
    expect(States["Left out"]).toEqual({ Type: "Succeed" });
  });

  it("holds it for as long as the run could take: tried for 900 seconds, run for 3600, stopped within 300", () => {
    expect(States["Lock"]).toMatchObject({
      Arguments: {
        Item: {
          until: { N: "{% $string($floor($toMillis($states.context.State.EnteredTime) / 1000) + 4800) %}" },
        },
      },
    });
  });

  it("gives it back however the run ends, and fails where that failed", () => {
    expect(States["Run"]?.Next).toBe("Unlock");
    expect(States["Run"]?.Catch?.map(({ Next }) => Next)).toEqual(["Unlock, failed"]);
    expect(States["Unlock"]?.Next).toBe("Done");
    expect(States["Unlock, failed"]?.Next).toBe("Failed");
    expect(States["Failed"]?.Type).toBe("Fail");
    for (const step of ["Unlock", "Unlock, failed"]) {
      expect(States[step]).toMatchObject({
        Resource: "arn:aws:states:::dynamodb:deleteItem",
        Arguments: { Key: { name: { S: "reports" } }, ConditionExpression: "#holder = :me" },
      });
    }
  });

  it("leads to no step that there isn't", () => {
    const targets = Object.values(States).flatMap(({ Next, Catch = [] }) => [Next, ...Catch.map((one) => one.Next)]);
    for (const target of targets) if (target !== undefined) expect(States).toHaveProperty([target]);
  });

  it("may touch no lock but its own", () => {
    expect(mayDo(alone, "service/supervision/permissions").at(-1)).toEqual([
      "dynamodb:DeleteItem dynamodb:PutItem",
      locks.arn,
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "reports" } },
    ]);
  });
});

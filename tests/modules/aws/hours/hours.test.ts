import { describe, expect, it } from "vitest";
import { Hours, type HoursProps } from "../../../../modules/aws/hours/hours.js";
import { type Sleepers, steps } from "../../../../modules/aws/hours/steps.js";
import type { Calendar } from "../../../../modules/core/calendar.js";
import { inputOf } from "../../../../modules/core/hours.js";
import { scheduleGroupRef } from "../../../support/refs.js";
import { type Call, execute, TaskFailed } from "../../../support/step-functions.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const calendar: Calendar = {
  timeZone: "Europe/Dublin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "07:30",
  to: "20:00",
  holidays: ["2026-10-26", "2026-07-06", "2026-12-26"],
};
const nobody: Sleepers = { services: [], instances: [], databases: [], crons: [] };
const everybody: Sleepers = {
  services: [
    { name: "api", clusterName: "staging-app", serviceName: "staging-api", tasks: 2, scaled: false },
    { name: "jobs", clusterName: "staging-app", serviceName: "staging-jobs", tasks: 0, scaled: true },
  ],
  instances: [{ name: "general", groupName: "staging-general", minimum: 1 }],
  databases: [
    { name: "main", kind: "instance", identifier: "staging-main" },
    { name: "search", kind: "cluster", identifier: "staging-search" },
  ],
  crons: [{ name: "reports", scheduleName: "staging-reports", scheduleGroup: "staging" }],
};
const props: HoursProps = {
  ...everybody,
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  calendar,
  schedules: scheduleGroupRef,
};
const stack = synth((scope) => void new Hours(scope, "hours", props));

/** Goes the way, and returns what was asked of AWS, in its order. */
function go(
  input: string,
  answers: Partial<Record<string, (args: Readonly<Record<string, unknown>>) => unknown>> = {},
) {
  const calls: string[] = [];
  const call: Call = (action, args) => {
    calls.push(`${action} ${JSON.stringify(args)}`);
    return answers[action]?.(args) ?? {};
  };
  const machine = JSON.parse(JSON.stringify(steps(calendar, everybody)));
  return { end: execute(machine, JSON.parse(input), call), calls };
}

const arn = (rest: string) => `arn:aws:${rest}`;
const refuse = () => {
  throw new TaskFailed("ServiceNotFound");
};
const schedule = { Description: "d", ScheduleExpression: "e", ScheduleExpressionTimezone: "z", Target: { Arn: "a" } };
const stored = { ...schedule, FlexibleTimeWindow: { Mode: "OFF" }, State: "DISABLED", Arn: "not taken" };
const statuses = (...seen: readonly string[]) => {
  const left = [...seen];
  return () => ({ DbInstances: [{ DbInstanceStatus: left.length > 1 ? left.shift() : left[0] }] });
};
const cluster = (status: string) => () => ({ DbClusters: [{ Status: status }] });

describe("the hours of an environment", () => {
  it("are two schedules by the clock of the calendar: it's put to sleep every day, woken an hour before its open days", () => {
    const written = stack.all("aws_scheduler_schedule").map((one) => ({
      name: one["name"],
      when: [one["schedule_expression"], one["schedule_expression_timezone"]],
      input: JSON.parse(String(valueAt(one, "target.input"))),
      kept: valueAt(one, "target.dead_letter_config.arn"),
    }));
    const kept = "arn:aws:sqs:eu-west-1:222222222222:staging-office-hours-failed";
    const at = "<aws.scheduler.scheduled-time>";
    expect(written).toEqual([
      {
        name: "staging-office-hours-sleep",
        when: ["cron(0 20 * * ? *)", "Europe/Dublin"],
        input: { to: "sleep", at },
        kept,
      },
      {
        name: "staging-office-hours-wake",
        when: ["cron(30 6 ? * MON,TUE,WED,THU,FRI *)", "Europe/Dublin"],
        input: { to: "wake", at },
        kept,
      },
    ]);
  });

  it("may stop and start exactly what is there, and no more", () => {
    const here = "eu-west-1:222222222222";
    const statements = statementsOf(stack.at("aws_iam_role_policy", "hours/permissions")["policy"]);
    expect(statements.map(({ Action, Resource }) => [Action.join(" "), Resource])).toEqual([
      [
        "ecs:DescribeServices ecs:UpdateService",
        [arn(`ecs:${here}:service/staging-app/staging-api`), arn(`ecs:${here}:service/staging-app/staging-jobs`)],
      ],
      ["application-autoscaling:RegisterScalableTarget", [arn(`application-autoscaling:${here}:scalable-target/*`)]],
      [
        "autoscaling:UpdateAutoScalingGroup",
        [arn(`autoscaling:${here}:autoScalingGroup:*:autoScalingGroupName/staging-general`)],
      ],
      ["rds:DescribeDBInstances rds:StartDBInstance rds:StopDBInstance", [arn(`rds:${here}:db:staging-main`)]],
      ["rds:DescribeDBClusters rds:StartDBCluster rds:StopDBCluster", [arn(`rds:${here}:cluster:staging-search`)]],
      ["scheduler:GetSchedule scheduler:UpdateSchedule", [arn(`scheduler:${here}:schedule/staging/staging-reports`)]],
      ["iam:PassRole", [arn("iam::222222222222:role/staging-reports-schedule")]],
    ]);
    expect(statementsOf(stack.at("aws_iam_role_policy", "hours/schedule-role/permissions")["policy"])).toMatchObject([
      { Action: ["states:StartExecution"] },
      { Action: ["sqs:SendMessage"] },
    ]);
  });
});

describe("what is put to sleep", () => {
  const { end, calls } = go(inputOf("sleep", "2026-11-20T20:00:00Z"), {
    "scheduler:getSchedule": () => stored,
    "rds:describeDBInstances": statuses("backing-up", "available", "stopping", "stopped"),
    "rds:describeDBClusters": cluster("stopped"),
  });

  it("is everything, databases last, each once RDS lets it", () => {
    expect(end).toBe("Done");
    const api = '"Cluster":"staging-app","Service":"staging-api"';
    const jobs = '"Cluster":"staging-app","Service":"staging-jobs"';
    const suspended =
      '"DynamicScalingInSuspended":true,"DynamicScalingOutSuspended":true,"ScheduledScalingSuspended":true';
    expect(calls).toEqual([
      'scheduler:getSchedule {"Name":"staging-reports","GroupName":"staging"}',
      `scheduler:updateSchedule ${JSON.stringify({ Name: "staging-reports", GroupName: "staging", Description: "d", ScheduleExpression: "e", ScheduleExpressionTimezone: "z", FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn: "a" }, State: "DISABLED" })}`,
      `ecs:updateService {${api},"DesiredCount":0}`,
      `applicationautoscaling:registerScalableTarget {"ServiceNamespace":"ecs","ScalableDimension":"ecs:service:DesiredCount","ResourceId":"service/staging-app/staging-jobs","SuspendedState":{${suspended}}}`,
      `ecs:updateService {${jobs},"DesiredCount":0}`,
      'autoscaling:updateAutoScalingGroup {"AutoScalingGroupName":"staging-general","MinSize":0,"DesiredCapacity":0}',
      'rds:describeDBInstances {"DbInstanceIdentifier":"staging-main"}',
      'rds:describeDBInstances {"DbInstanceIdentifier":"staging-main"}',
      'rds:stopDBInstance {"DbInstanceIdentifier":"staging-main"}',
      'rds:describeDBInstances {"DbInstanceIdentifier":"staging-main"}',
      'rds:describeDBInstances {"DbInstanceIdentifier":"staging-main"}',
      'rds:describeDBClusters {"DbClusterIdentifier":"staging-search"}',
    ]);
  });
});

describe("what is woken", () => {
  const awake = {
    "scheduler:getSchedule": () => stored,
    "rds:describeDBInstances": statuses("stopped", "starting", "available"),
    "rds:describeDBClusters": cluster("available"),
  };

  it("is everything, databases first, with the counts that were written, and scaling after them", () => {
    const { end, calls } = go(inputOf("wake", "2026-11-20T06:30:00Z"), awake);
    expect(end).toBe("Done");
    expect(calls.map((text) => text.split(" ")[0])).toEqual([
      "rds:describeDBInstances",
      "rds:startDBInstance",
      "rds:describeDBInstances",
      "rds:describeDBInstances",
      "rds:describeDBClusters",
      "autoscaling:updateAutoScalingGroup",
      "ecs:updateService",
      "ecs:updateService",
      "applicationautoscaling:registerScalableTarget",
      "scheduler:getSchedule",
      "scheduler:updateSchedule",
    ]);
    expect(calls.filter((text) => /MinSize|DesiredCount|State/.test(text)).join("\n")).toMatch(
      /"MinSize":1}\n.*"DesiredCount":2}\n.*"DesiredCount":0}\n.*"ScheduledScalingSuspended":false}}\n.*"State":"ENABLED"}$/,
    );
  });

  it.each(["2026-10-26T06:30:00Z", "2026-07-06T05:30:00Z"])(
    "isn't on a holiday, whatever the season (%s), unless somebody asks for it",
    (at) => {
      expect(go(inputOf("wake", at))).toEqual({ end: "A holiday", calls: [] });
      expect(go(inputOf("wake", ""), awake).end).toBe("Done");
    },
  );

  it("goes on after what failed, and fails at its end", () => {
    const { end, calls } = go(inputOf("wake", ""), { ...awake, "ecs:updateService": refuse });
    expect(end).toBe("Failed");
    expect(calls.at(-1)).toContain("scheduler:updateSchedule");
  });
});

it("an environment in which nothing can be stopped goes nowhere, and has a way nonetheless", () => {
  const machine = JSON.parse(JSON.stringify(steps({ ...calendar, holidays: [] }, nobody)));
  for (const to of ["wake", "sleep"] as const) {
    expect(execute(machine, JSON.parse(inputOf(to, "")), () => ({}))).toBe("Done");
  }
});

it("names every state once, as Step Functions demands, and none too long", () => {
  const names = [...JSON.stringify(steps(calendar, everybody)).matchAll(/"([^"]+)":{"Type"/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map((name) => name?.length ?? 0))).toBeLessThanOrEqual(80);
});

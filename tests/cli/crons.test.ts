import { expect, it } from "vitest";
import { renderCrons } from "../../cli/ecs/crons.js";
import { scheduledIn } from "../../cli/ecs/one-off/scheduled.js";

const NOW = new Date("2026-11-20T06:10:00Z");
const failed = {
  at: new Date("2026-11-20T06:07:00Z"),
  revision: "staging-reports:3",
  code: "EssentialContainerExited",
  containers: [{ name: "reports", exitCode: 1 }],
};
const cron = {
  name: "staging-reports",
  revision: "staging-reports:4",
  schedule: { expression: "cron(0 6 ? * MON-FRI *)", timeZone: "Europe/Dublin", enabled: true },
  stopped: [failed],
};

it("the status of a cron says when it runs, what it runs next, and how its last runs went", () => {
  expect(renderCrons([cron], NOW)).toEqual([
    "",
    "cron staging-reports runs staging-reports:4 at cron(0 6 ? * MON-FRI *), Europe/Dublin",
    "  last runs:",
    "    3m00s ago  staging-reports:3  EssentialContainerExited; reports: exit code 1",
  ]);
});

it("the status of a cron that is turned off says so", () => {
  const off = { ...cron, schedule: { ...cron.schedule, enabled: false }, stopped: [] };
  expect(renderCrons([off], NOW)).toEqual([
    "",
    "cron staging-reports runs staging-reports:4 by hand alone: cron(0 6 ? * MON-FRI *), Europe/Dublin is turned off here",
    "  last runs: none that ECS remembers; it forgets them after about an hour",
  ]);
});

it("a cron's schedule is read from the state, as the AWS provider 5.100.0 writes it", () => {
  const attributes = {
    name: "staging-reports",
    schedule_expression: "rate(1 hour)",
    schedule_expression_timezone: "UTC",
    state: "DISABLED",
    target: [
      {
        arn: "arn:aws:ecs:eu-west-1:222222222222:cluster/staging-app",
        ecs_parameters: [
          { task_definition_arn: "arn:aws:ecs:eu-west-1:222222222222:task-definition/staging-reports:4" },
        ],
      },
    ],
  };
  const resources = [{ mode: "managed", type: "aws_scheduler_schedule", instances: [{ attributes }] }];
  expect(scheduledIn(JSON.stringify({ resources })).map(({ schedule }) => schedule)).toEqual([
    { expression: "rate(1 hour)", timeZone: "UTC", enabled: false },
  ]);
});

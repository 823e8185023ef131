import { describe, expect, it } from "vitest";
import { checkEnvironment, targetIn } from "../../../cli/ecs/one-off/target-service.js";
import { stepArguments } from "../../../modules/aws/ecs/cron/run-task.js";
import { steps } from "../../../modules/aws/ecs/cron/supervision-steps.js";
import { problemsOf } from "../../support/configuration.js";
import { clusterRef, networkRef } from "../../support/refs.js";

const ARN = "arn:aws:ecs:eu-west-1:222222222222";
const instance = (type: string, attributes: object) => ({
  mode: "managed",
  type,
  name: "x",
  instances: [{ attributes }],
});
const MACHINE = "arn:aws:states:eu-west-1:222222222222:stateMachine:staging-invoices";
const clusterArn = `${ARN}:cluster/staging-app`;
/** As the module that makes it writes it. */
const supervised = JSON.stringify(
  steps({
    service: "invoices",
    timeoutSeconds: 3600,
    retries: 10,
    maximumAgeSeconds: 900,
    lockTable: "staging-locks",
    run: stepArguments({
      environment: "staging",
      account: "222222222222",
      region: "eu-west-1",
      service: "invoices",
      cluster: clusterRef,
      clusterArn,
      network: networkRef,
      group: { label: "service invoices", securityGroupId: "sg-invoices" },
      task: { arn: `${ARN}:task-definition/staging-invoices:4` },
    }),
  }),
);
const state = JSON.stringify({
  resources: [
    instance("aws_ecs_service", {
      id: `${ARN}:service/staging-app/staging-api`,
      name: "staging-api",
      cluster: "staging-app",
      task_definition: `${ARN}:task-definition/staging-api:7`,
    }),
    // As the AWS provider 5.100.0 writes it.
    instance("aws_scheduler_schedule", {
      name: "staging-reports",
      target: [
        {
          arn: `${ARN}:cluster/staging-app`,
          ecs_parameters: [
            {
              task_definition_arn: `${ARN}:task-definition/staging-reports:3`,
              network_configuration: [
                { subnets: ["subnet-a"], security_groups: ["sg-reports"], assign_public_ip: false },
              ],
              capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1, base: 0 }],
            },
          ],
        },
      ],
    }),
    instance("aws_scheduler_schedule", {
      name: "staging-invoices",
      target: [{ arn: MACHINE, ecs_parameters: [] }],
    }),
    instance("aws_sfn_state_machine", { name: "staging-invoices", arn: MACHINE, definition: supervised }),
  ],
});
const noApi = { service: async () => Promise.reject(new Error("a schedule is asked of nobody")) };

describe("a service whose task is run once", () => {
  it("is found by the name that the catalogue gives it, where it lives", async () => {
    const api = targetIn(state, "staging", "api");
    expect(api).toMatchObject({ account: "222222222222", region: "eu-west-1", ends: false });
    const asked: string[] = [];
    const service = async (cluster: string, name: string) => {
      asked.push(cluster, name);
      return { clusterArn: `${ARN}:cluster/staging-app`, taskDefinition: `${ARN}:task-definition/staging-api:6` };
    };
    expect((await api.task({ service })).revision).toBe("staging-api:6");
    expect(asked).toEqual(["staging-app", "staging-api"]);
  });

  it("may be one that the clock starts, and is run as the clock would", async () => {
    const reports = targetIn(state, "staging", "reports");
    expect(reports.ends).toBe(true);
    expect(await reports.task(noApi)).toEqual({
      cluster: `${ARN}:cluster/staging-app`,
      taskDefinition: `${ARN}:task-definition/staging-reports:3`,
      revision: "staging-reports:3",
      network: { subnets: ["subnet-a"], securityGroups: ["sg-reports"] },
      capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
  });

  it("may be one that a state machine starts, and is run as that would", async () => {
    const invoices = targetIn(state, "staging", "invoices");
    expect(invoices).toMatchObject({ ends: true, account: "222222222222", region: "eu-west-1" });
    expect(await invoices.task(noApi)).toEqual({
      cluster: clusterArn,
      taskDefinition: `${ARN}:task-definition/staging-invoices:4`,
      revision: "staging-invoices:4",
      network: { subnets: networkRef.privateSubnetIds, securityGroups: ["sg-invoices"] },
      capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
  });

  it("is told apart from one that isn't there", () => {
    expect(problemsOf(() => targetIn(state, "staging", "report"))).toEqual([
      {
        path: "staging",
        what: "runs no such service",
        value: "report",
        allowed: "api, invoices, reports",
        fix: "did you mean reports?",
      },
    ]);
  });

  it("is looked for in environments only", () => {
    expect(problemsOf(() => checkEnvironment("ops"))).toMatchObject([
      { path: "ops", what: expect.stringContaining("runs no service") as string },
    ]);
    expect(problemsOf(() => checkEnvironment("stagin"))).toMatchObject([
      { value: "stagin", fix: "did you mean staging?" },
    ]);
    expect(problemsOf(() => checkEnvironment("staging"))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { checkEnvironment, targetIn } from "../../../cli/ecs/one-off/target-service.js";
import { problemsOf } from "../../support/configuration.js";

const ARN = "arn:aws:ecs:eu-west-1:222222222222";
const instance = (type: string, attributes: object) => ({
  mode: "managed",
  type,
  name: "x",
  instances: [{ attributes }],
});
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

  it("is told apart from one that isn't there", () => {
    expect(problemsOf(() => targetIn(state, "staging", "report"))).toEqual([
      {
        path: "staging",
        what: "runs no such service",
        value: "report",
        allowed: "api, reports",
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

import { describe, expect, it } from "vitest";
import { taskLike } from "../../../cli/ecs/one-off/service-task.js";
import { GantryError } from "../../../modules/core/errors.js";

const ARN = "arn:aws:ecs:eu-west-1:222222222222";
const revision = (number: number) => `${ARN}:task-definition/staging-api:${number}`;
const service = {
  serviceName: "staging-api",
  clusterArn: `${ARN}:cluster/staging-app`,
  taskDefinition: revision(8),
  networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-a"], securityGroups: ["sg-api"] } },
  capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
};

describe("a one-off task of a service", () => {
  it("has the network and the capacity of the service that runs", () => {
    expect(taskLike(service)).toEqual({
      cluster: `${ARN}:cluster/staging-app`,
      taskDefinition: revision(8),
      revision: "staging-api:8",
      network: { subnets: ["subnet-a"], securityGroups: ["sg-api"] },
      capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
  });

  it("has the revision that serves, not the one that is on its way in or has failed", () => {
    const old = { status: "ACTIVE", taskDefinition: revision(7), rolloutState: "COMPLETED" } as const;
    for (const rolloutState of ["IN_PROGRESS", "FAILED"] as const) {
      const primary = { status: "PRIMARY", taskDefinition: revision(8), rolloutState };
      expect(taskLike({ ...service, deployments: [primary, old] }).revision).toBe("staging-api:7");
    }
  });

  it("has no network of its own where its service has none", () => {
    const { networkConfiguration: _, ...bridged } = service;
    expect(taskLike(bridged)).not.toHaveProperty("network");
  });

  it("can't be had of a service without a revision", () => {
    expect(() => taskLike({ serviceName: "staging-api" })).toThrow(GantryError);
  });
});

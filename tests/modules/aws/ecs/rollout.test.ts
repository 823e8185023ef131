import { describe, expect, it } from "vitest";
import { rolloutArguments, rolloutLifecycle } from "../../../../modules/aws/ecs/service/rollout.js";

const service = { environment: "staging", service: "api" };

describe("the deployments of a service", () => {
  it("replace tasks side by side, and go back to the revision before when they don't become healthy", () => {
    expect(rolloutArguments({})).toEqual({
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
    });
  });

  it("never rebalance where no task may run beside another, which ECS would refuse", () => {
    expect(rolloutArguments({ deployment: { minimumPercent: 0, maximumPercent: 100 } })).toMatchObject({
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
    });
  });
});

describe("the rollout of a service", () => {
  it("by Terraform demands that the service runs what was applied", () => {
    const lifecycle = rolloutLifecycle(service, "arn:task:7", false);
    expect(Object.keys(lifecycle)).toEqual(["postcondition"]);
    expect(lifecycle.postcondition?.[0]?.errorMessage).toContain("ECS rolled the deployment of api back");
  });

  it("by a pipeline leaves the revision to it, and demands nothing", () => {
    expect(rolloutLifecycle({ ...service, rollout: "external" }, "arn:task:7", false)).toEqual({
      ignoreChanges: ["task_definition"],
    });
  });

  it("leaves the count to what scales it, whoever deploys", () => {
    expect(rolloutLifecycle(service, "arn:task:7", true).ignoreChanges).toEqual(["desired_count"]);
    expect(rolloutLifecycle({ ...service, rollout: "external" }, "arn:task:7", true).ignoreChanges).toEqual([
      "task_definition",
      "desired_count",
    ]);
  });
});

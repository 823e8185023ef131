import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { synthPlatform } from "../support/synth.js";

const PATH = "staging.services.api.placement";
const onEc2 = { "staging.clusters.app": { on: "ec2", instances: ["m7i.large"], count: [2, 6] } };
const problems = (placement: unknown, more: object = onEc2) => problemsAfter({ [PATH]: placement, ...more });

describe("the placement of a service", () => {
  it("is taken as written on EC2", () => {
    const placement = {
      distinctInstance: true,
      memberOf: ["attribute:ecs.instance-type =~ m7i.*"],
      strategy: ["spread:instanceId", "binpack:cpu"],
    };
    expect(problems(placement)).toEqual([]);
    const written = configuration({ ...onEc2, [PATH]: placement });
    const stack = synthPlatform({ configuration: written, target: "aws", stacks: ["staging"] }).get("staging");
    expect(stack?.at("aws_ecs_service", "service-api/service")).toMatchObject({
      placement_constraints: [
        { type: "distinctInstance" },
        { type: "memberOf", expression: "attribute:ecs.instance-type =~ m7i.*" },
      ],
      ordered_placement_strategy: [
        { type: "spread", field: "instanceId" },
        { type: "binpack", field: "cpu" },
      ],
      availability_zone_rebalancing: "DISABLED",
    });
  });

  it("is refused on Fargate, which has no instances to choose from", () => {
    expect(problems({ distinctInstance: true }, {})).toEqual([
      {
        path: PATH,
        what: "chooses among instances, and Fargate has none",
        value: "app",
        allowed: "a cluster on EC2",
        fix: "place the service in a cluster on EC2, or remove placement",
      },
    ]);
  });

  it("is the usual one but for what is written", () => {
    const { environments } = configuration({ ...onEc2, [PATH]: { distinctInstance: true } });
    const staging = environments.find(({ name }) => name === "staging");
    expect(staging?.services["api"]).toMatchObject({
      placement: {
        distinctInstance: true,
        memberOf: [],
        strategy: ["spread:attribute:ecs.availability-zone", "binpack:memory"],
      },
    });
  });

  it.each([{ strategy: ["binpack:disk"] }, { strategy: ["spread:zone"] }, { strategy: ["spread"] }])(
    "rejects %j",
    (placement) => {
      expect(problems(placement)).toEqual([
        {
          path: `${PATH}.strategy.0`,
          what: "must be random, binpack:memory, binpack:cpu, spread:instanceId, or spread: and an attribute",
          value: placement.strategy[0],
        },
      ]);
    },
  );

  it("counts towards what the cluster holds: each task apart, and in a deployment the new ones too", () => {
    const changes = { ...onEc2, "staging.services.api.count": 4 };
    expect(problems(undefined, changes)).toEqual([]);
    expect(problems({ distinctInstance: true }, changes)).toMatchObject([
      { path: "staging.clusters.app", what: expect.stringContaining("every instance has one of its tasks already") },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { capacityArguments, type Placement } from "../../../../modules/aws/ecs/cluster/capacity.js";
import type { ClusterRef } from "../../../../modules/core/refs/clusters.js";
import { clusterRef } from "../../../support/refs.js";

const onEc2: ClusterRef = {
  ...clusterRef,
  capacity: "ec2",
  capacityProviderStrategy: [{ capacityProvider: "staging-app", weight: 1, base: 0 }],
};
const usual: Placement = {
  distinctInstance: false,
  memberOf: [],
  strategy: ["spread:attribute:ecs.availability-zone", "binpack:memory"],
};
const ZONES = { type: "spread", field: "attribute:ecs.availability-zone" };

describe("where the tasks of a service go", () => {
  it("is over the zones, then on as few instances as will do", () => {
    const { capacityProviderStrategy: _, ...placed } = capacityArguments(onEc2);
    expect(placed).toEqual({ orderedPlacementStrategy: [ZONES, { type: "binpack", field: "memory" }] });
  });

  it("may be limited: to instances without another of its tasks, and to those of a kind", () => {
    const placement = { ...usual, distinctInstance: true, memberOf: ["attribute:ecs.instance-type =~ m7i.*"] };
    expect(capacityArguments(onEc2, placement)).toMatchObject({
      placementConstraints: [
        { type: "distinctInstance" },
        { type: "memberOf", expression: "attribute:ecs.instance-type =~ m7i.*" },
      ],
    });
    expect(capacityArguments(onEc2, placement)).not.toHaveProperty("availabilityZoneRebalancing");
  });

  it("may be preferred otherwise", () => {
    const strategy = [...usual.strategy.slice(0, 1), "binpack:cpu", "random"];
    expect(capacityArguments(onEc2, { ...usual, strategy }).orderedPlacementStrategy).toEqual([
      ZONES,
      { type: "binpack", field: "cpu" },
      { type: "random" },
    ]);
  });

  it.each([
    { strategy: ["binpack:memory", "spread:attribute:ecs.availability-zone"] },
    { strategy: ["spread:instanceId"] },
    { strategy: ["random"] },
    { memberOf: ["attribute:ecs.availability-zone == eu-west-1a"] },
  ])("is not evened out between the zones where ECS refuses to: %j", (placement) => {
    expect(capacityArguments(onEc2, { ...usual, ...placement })).toMatchObject({
      availabilityZoneRebalancing: "DISABLED",
    });
  });

  it("is Fargate's own business there", () => {
    expect(Object.keys(capacityArguments(clusterRef))).toEqual(["capacityProviderStrategy", "platformVersion"]);
  });
});

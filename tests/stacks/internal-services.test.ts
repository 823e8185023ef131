import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";
import { connectionsOf } from "../support/connections.js";
import { internalService } from "../support/internal-services.js";
import type { Synthesized } from "../support/synth.js";

const health = { containerHealth: { command: ["/admin", "health"] } };

const staging = (changes: Changes) => changedStack(changes);
const calls = (stack: Synthesized) =>
  connectionsOf(stack)
    .filter(({ description }) => description.includes("calls of"))
    .map(({ direction, group, port, peer }) => `${direction} ${group} ${port} ${peer}`)
    .sort();

const types = (changes: Changes) => {
  const stack = staging(changes);
  return ["aws_service_discovery_private_dns_namespace", "aws_lb"].map((type) => stack.all(type).length);
};

describe("an environment's internal services", () => {
  it("bring a namespace and a load balancer only where one is needed", () => {
    expect(types({})).toEqual([0, 1]);
    expect(types(internalService("admin", { port: 9000, ...health }))).toEqual([1, 1]);
    expect(types(internalService("admin", { port: 9000, over: "load-balancer", health: "/" }))).toEqual([1, 2]);
  });

  it("may call each other: their rules wait in no circle", () => {
    const stack = staging({
      ...internalService("admin", { port: 9000, ...health, calls: ["search"] }),
      ...internalService("search", { port: 9001, ...health, calls: ["admin"] }),
    });
    expect(calls(stack)).toEqual([
      "in entrance-admin/group 9000 entrance-search/group",
      "in entrance-search/group 9001 entrance-admin/group",
      "out entrance-admin/group 9001 entrance-search/group",
      "out entrance-search/group 9000 entrance-admin/group",
    ]);
    const earlier = (name: string) => stack.at("aws_ecs_service", `service-${name}/service`)["depends_on"];
    expect(earlier("admin")).not.toContain("service-search/service");
    expect(earlier("search")).not.toContain("service-admin/service");
  });

  it("are called from a cluster in bridge mode through its instances' group, once for all its services", () => {
    const bridge = { on: "ec2", instances: ["m7i.large"], count: [1, 4], network: "bridge" };
    const stack = staging({
      ...internalService("admin", { port: 9000, ...health }),
      "catalogue.services.api.calls": ["admin"],
      "catalogue.services.web.calls": ["admin"],
      "staging.clusters.app": bridge,
      "staging.clusters.own": { on: "fargate" },
      "staging.services.admin.cluster": "own",
    });
    expect(calls(stack)).toEqual([
      "in entrance-admin/group 9000 cluster-app/group",
      "out cluster-app/group 9000 entrance-admin/group",
    ]);
  });
});

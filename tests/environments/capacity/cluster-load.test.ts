import { describe, expect, it } from "vitest";
import { ec2ClustersOf, loadOf } from "../../../environments/capacity/cluster-load.js";
import { configuration } from "../../support/configuration.js";
import { synthPlatform } from "../../support/synth.js";

const written = configuration({
  "staging.clusters.app": { on: "ec2", instances: ["m7i.large"], count: [2, 4] },
  "staging.clusters.spare": { on: "fargate" },
});
const [staging] = written.environments.filter(({ name }) => name === "staging");
if (staging === undefined) throw new Error("staging is written");
const [[name, cluster] = []] = ec2ClustersOf(staging);
if (name === undefined || cluster === undefined) throw new Error("its cluster runs on EC2");
const load = loadOf(staging, name, cluster);

describe("what is placed on a cluster of an environment", () => {
  it("are the services that name it, over the environment's zones", () => {
    const task = { cpu: 256, memoryMiB: 512, network: "awsvpc", count: 1, maximumPercent: 200 };
    expect(load).toEqual({
      pool: { types: ["m7i.large"], count: [2, 4], zones: 2, trunking: false },
      services: [
        { name: "api", ...task },
        { name: "web", ...task },
      ],
      daemons: [],
      oneOffs: [],
    });
    expect(loadOf(staging, "other", cluster).services).toEqual([]);
  });

  it("counts a service that scales from its fewest to its most tasks", () => {
    const { api, ...others } = staging.services;
    if (api === undefined) throw new Error("staging runs the api");
    const scaling = { ...api, count: { minimum: 2, maximum: 10 }, scale: { cpuPercent: 60, schedule: {} } };
    const [counted] = loadOf({ ...staging, services: { ...others, api: scaling } }, name, cluster).services.filter(
      (service) => service.name === "api",
    );
    expect(counted).toMatchObject({ count: 2, maximumCount: 10 });
  });

  it("counts what a service's shape says of room, and what it says itself of its neighbours", () => {
    const { api, ...others } = staging.services;
    if (api?.kind !== "web") throw new Error("staging runs the api");
    const services = {
      ...others,
      api: {
        ...api,
        migrate: { memoryMiB: 1024 },
        deployment: { maximumPercent: 150 },
        placement: { distinctInstance: true, memberOf: [], strategy: ["random"] },
      },
      // What has no count is started by the clock; what has several clusters is on each of their instances.
      reports: { cluster: name, cpu: 512, memoryMiB: 2048, enabled: true },
      agent: { clusters: ["other", name], cpu: 64, memoryMiB: 128, ports: { traces: { port: 8126 } } },
    };
    const counted = loadOf({ ...staging, services }, name, { ...cluster, network: "bridge", trunking: false });
    expect(counted.services.find((service) => service.name === "api")).toEqual({
      name: "api",
      cpu: 256,
      memoryMiB: 512,
      network: "bridge",
      count: 1,
      maximumPercent: 150,
      distinctInstance: true,
    });
    expect(counted.oneOffs).toEqual([
      { name: "api", cpu: 256, memoryMiB: 1024, network: "bridge", occasion: "migration" },
      { name: "reports", cpu: 512, memoryMiB: 2048, network: "bridge", occasion: "run" },
    ]);
    expect(counted.daemons).toEqual([{ name: "agent", cpu: 64, memoryMiB: 128, network: "bridge", hostPorts: [8126] }]);
  });

  it("is counted as the stack deploys it", () => {
    const stack = synthPlatform({ configuration: written, target: "aws", stacks: ["staging"] }).get("staging");
    const expected = load.services.map(({ cpu, memoryMiB, network, maximumPercent }) => ({
      cpu: String(cpu),
      memory: String(memoryMiB),
      network,
      maximumPercent,
    }));
    const tasks = stack?.all("aws_ecs_task_definition") ?? [];
    const services = stack?.all("aws_ecs_service") ?? [];
    expect(
      tasks.map((task, index) => ({
        cpu: task["cpu"],
        memory: task["memory"],
        network: task["network_mode"],
        maximumPercent: services[index]?.["deployment_maximum_percent"],
      })),
    ).toEqual(expected);
  });
});

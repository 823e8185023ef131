import { describe, expect, it } from "vitest";
import { start } from "../../../cli/ecs/one-off/start.js";
import { GantryError, type Problem } from "../../../modules/core/errors.js";
import { FakeApi, TASK } from "./fake-api.js";

const ONE_OFF = { cluster: "staging-app", taskDefinition: "staging-api:7", startedBy: "gantry-run" } as const;
const noPause = async () => {};
const stream = (container: string) => ({
  container,
  group: "/gantry/staging/api",
  stream: `${container}/${container}/0a1b`,
  region: "eu-west-1",
});
const problems = (act: Promise<unknown>): Promise<readonly Problem[]> =>
  act.then(
    () => [],
    (error: unknown) => {
      if (error instanceof GantryError) return error.problems;
      throw error;
    },
  );

describe("a task that runs once", () => {
  it("is asked for as its service runs: network, capacity, tags, and whoever asked", async () => {
    const api = new FakeApi([]);
    await start(api, {
      ...ONE_OFF,
      container: "api",
      command: ["rake", "db:seed"],
      size: { cpu: 512, memoryMiB: 1024 },
      network: { subnets: ["subnet-a"], securityGroups: ["sg-api"] },
      capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
    });
    expect(api.requests).toEqual([
      {
        cluster: "staging-app",
        taskDefinition: "staging-api:7",
        startedBy: "gantry-run",
        count: 1,
        clientToken: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        enableECSManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ["subnet-a"], securityGroups: ["sg-api"], assignPublicIp: "DISABLED" },
        },
        overrides: {
          containerOverrides: [{ name: "api", command: ["rake", "db:seed"] }],
          cpu: "512",
          memory: "1024",
        },
      },
    ]);
  });

  it("says nothing of what it takes from its task definition or its cluster", async () => {
    const api = new FakeApi([]);
    await start(api, ONE_OFF);
    const [request] = api.requests;
    for (const key of ["overrides", "networkConfiguration", "capacityProviderStrategy"]) {
      expect(request).not.toHaveProperty(key);
    }
  });

  it("is told with the streams of its containers, that of the deciding one first", async () => {
    const started = await start(new FakeApi([]), { ...ONE_OFF, container: "api" });
    expect(started).toEqual({ task: TASK, container: "api", streams: [stream("api"), stream("proxy")] });
  });

  it("is asked for again, as the same task, while IAM doesn't know its new role", async () => {
    const unknown = new Error("ClientException: ECS was unable to assume the role 'staging-api-agent'");
    const api = new FakeApi([], [unknown, unknown]);
    expect((await start(api, ONE_OFF, noPause)).task).toBe(TASK);
    expect(new Set(api.requests.map(({ clientToken }) => clientToken)).size).toBe(1);
    expect(api.requests).toHaveLength(3);
  });

  it("fails with what to do when ECS has no room for it", async () => {
    const api = new FakeApi([], [[{ arn: "arn:instance", reason: "RESOURCE:MEMORY" }]]);
    expect(await problems(start(api, ONE_OFF))).toEqual([
      {
        path: "staging-app",
        what: "could not run staging-api:7",
        value: "RESOURCE:MEMORY",
        fix: expect.stringContaining("./gantry fit") as string,
      },
    ]);
  });

  it("fails when the task has no such container", async () => {
    expect(await problems(start(new FakeApi([]), { ...ONE_OFF, container: "apy" }))).toEqual([
      {
        path: "staging-api:7",
        what: "has no such container",
        value: "apy",
        allowed: "proxy, api, silent",
        fix: "correct the name",
      },
    ]);
  });
});

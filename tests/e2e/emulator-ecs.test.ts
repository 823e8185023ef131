import { CreateServiceCommand, type CreateServiceCommandInput, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EcsWorld } from "./support/ecs-world.js";

/** What Terraform alone doesn't show: how the emulated ECS answers the SDK's callers. */
let world: EcsWorld;

beforeAll(async () => {
  world = await EcsWorld.start();
});
afterAll(() => world.stop());

it("does once what an SDK repeats because it lost the answer", async () => {
  const [lost, other] = [{ "amz-sdk-invocation-id": "a" }, { "amz-sdk-invocation-id": "b" }];
  await world.logs("CreateLogGroup", { logGroupName: "/once" }, lost);
  await expect(world.logs("CreateLogGroup", { logGroupName: "/once" }, lost)).resolves.toEqual({});
  await expect(world.logs("CreateLogGroup", { logGroupName: "/once" }, other)).rejects.toThrow("AlreadyExists");
});

describe("CreateService", () => {
  it("answers a repeated request with the service that the first one made", async () => {
    const first = await create({ clientToken: "1" });
    const second = await create({ clientToken: "2" });
    expect(second.service?.deployments?.[0]?.id).toBe(first.service?.deployments?.[0]?.id);
  });

  it("refuses another request for the same name", async () => {
    await expect(create({ desiredCount: 3 })).rejects.toThrow("Creation of service was not idempotent.");
  });

  it("refuses the first request, too, once the service was changed", async () => {
    await world.ecs.send(new UpdateServiceCommand({ cluster: world.cluster, service: "twice", desiredCount: 4 }));
    await expect(create()).rejects.toThrow("Creation of service was not idempotent.");
  });
});

describe("RunTask", () => {
  afterEach(() => world.fault({ clear: true }));

  it("runs a task to its end and leaves a log that names the command", async () => {
    const overrides = { containerOverrides: [{ name: "app", command: ["npm", "run", "migrate"] }] };
    const { task, log } = await world.run("app", { overrides });
    expect(task).toMatchObject({
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "app", lastStatus: "STOPPED", exitCode: 0 }],
    });
    expect(log).toEqual(["app of nginx:1.27.5 runs: npm run migrate", "app exits with code 0"]);
  });

  it("fails where the image's tag begins with broken, and the log says so", async () => {
    await world.register("broken", "nginx:broken-1");
    const { task, log } = await world.run("broken");
    expect(task.containers).toMatchObject([{ exitCode: 1 }]);
    expect(log.at(-2)).toMatch(/^Error: nginx:broken-1 fails/);
  });

  it("never starts an image that can't be pulled", async () => {
    await world.register("missing", "nginx:missing-1@sha256:0123abc");
    const { task, log } = await world.run("missing");
    const reason = expect.stringMatching(/^CannotPullContainerError: .*nginx:missing-1@sha256:0123abc: not found$/);
    expect(task).toMatchObject({ stopCode: "TaskFailedToStart", stoppedReason: reason, containers: [{ reason }] });
    expect(task.containers?.[0]).not.toHaveProperty("exitCode");
    expect(log).toEqual([]);
  });

  it("never starts a task whose log group doesn't exist", async () => {
    const options = { "awslogs-group": "/absent", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "tasks" };
    await world.register("mute", "nginx:1", { logConfiguration: { logDriver: "awslogs", options } });
    const { task } = await world.run("mute");
    expect(task.stoppedReason).toMatch(/^ResourceInitializationError: .*log group \/absent does not exist$/);
  });

  it.each([
    ["family", { task: "app" }],
    ["image", { image: "nginx:1.27.5" }],
    ["any task", { task: "*" }],
  ])("ends as the fault switch says, by %s", async (_, whose) => {
    const fault = { exit_code: 137, reason: "OutOfMemory", container_reason: "OutOfMemoryError", log: ["killed"] };
    await world.fault({ ...whose, ...fault, run: 0 });
    const { task, log } = await world.run("app");
    expect(task).toMatchObject({
      stoppedReason: "OutOfMemory",
      containers: [{ exitCode: 137, reason: "OutOfMemoryError" }],
    });
    expect(log.slice(-2)).toEqual(["killed", "app exits with code 137"]);
  });
});

function create(change: Partial<CreateServiceCommandInput> = {}) {
  const first = { cluster: world.cluster, serviceName: "twice", taskDefinition: world.family, desiredCount: 2 };
  return world.ecs.send(new CreateServiceCommand({ ...first, ...change }));
}

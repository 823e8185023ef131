import { CreateServiceCommand, DescribeServicesCommand } from "@aws-sdk/client-ecs";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressOf } from "../../cli/hours/history.js";
import { type Sleepers, steps } from "../../modules/aws/hours/steps.js";
import { inputOf, type Way } from "../../modules/core/hours.js";
import { EcsWorld } from "./support/ecs-world.js";

/** How the emulator executes the state machine of an environment's hours. */
const calendar = { timeZone: "UTC", days: [], from: "07:00", to: "20:00", holidays: [] };
const api = { name: "api", clusterName: "test", serviceName: "api", tasks: 2, scaled: false };
const nobody: Sleepers = { services: [], instances: [], databases: [], crons: [] };

let world: EcsWorld;
let client: SFNClient;

beforeAll(async () => {
  world = await EcsWorld.start();
  client = new SFNClient(world.access);
  await world.ecs.send(
    new CreateServiceCommand({ cluster: "test", serviceName: "api", taskDefinition: world.family, desiredCount: 2 }),
  );
});
afterAll(async () => {
  client.destroy();
  await world.stop();
});

function turn(name: string, to: Way, services: Sleepers["services"]) {
  return execute(name, JSON.stringify(steps(calendar, { ...nobody, services })), inputOf(to, ""));
}

async function execute(name: string, definition: string, input: string) {
  const roleArn = "arn:aws:iam::123456789012:role/hours";
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return { status, progress: progressOf(events) };
}

async function desired() {
  const command = new DescribeServicesCommand({ cluster: "test", services: ["api"] });
  return (await world.ecs.send(command)).services?.[0]?.desiredCount;
}

describe("an execution", () => {
  it("does what its steps say, and its history tells of it", async () => {
    const asleep = await turn("good", "sleep", [api]);
    expect([asleep.status, await desired()]).toEqual(["SUCCEEDED", 0]);
    const awake = await turn("good", "wake", [api]);
    expect([awake.status, await desired()]).toEqual(["SUCCEEDED", 2]);
    expect(awake.progress).toMatchObject({
      steps: [{ name: "Wake services", outcome: "done", states: ["wake service api: count"] }],
      failures: [],
      end: { status: "succeeded" },
    });
  });

  it("tries again what AWS refuses, goes on after it, and fails at its end", async () => {
    const services = [{ ...api, name: "gone", serviceName: "gone" }, api];
    await turn("good", "sleep", [api]);
    const { status, progress } = await turn("bad", "wake", services);
    expect([status, await desired()]).toEqual(["FAILED", 2]);
    expect(progress.failures).toMatchObject([
      { state: "wake service gone: count", error: "Ecs.ServiceNotFoundException", tries: 7 },
    ]);
  });

  it("is timed out by its own clock where what it waits for never comes", async () => {
    const look = { Type: "Task", Resource: "arn:aws:states:::aws-sdk:ecs:listClusters", Next: "wait" };
    const wait = { Type: "Wait", Seconds: 60, Next: "look" };
    const machine = { QueryLanguage: "JSONata", TimeoutSeconds: 3600, StartAt: "look", States: { look, wait } };
    const { status, progress } = await execute("late", JSON.stringify(machine), "{}");
    expect([status, progress.end?.status]).toEqual(["TIMED_OUT", "timed out"]);
  });
});

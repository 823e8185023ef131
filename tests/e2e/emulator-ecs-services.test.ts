import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateCapacityProviderCommand,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  ListContainerInstancesCommand,
  PutClusterCapacityProvidersCommand,
  StopTaskCommand,
  type Task,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EcsWorld } from "./support/ecs-world.js";

/** The tasks, targets and instances behind the emulator's ECS services, which Terraform never asks for. */
let world: EcsWorld;

beforeAll(async () => {
  world = await EcsWorld.start();
});
afterAll(() => world.stop());
afterEach(() => world.fault({ clear: true }));

const update = (service: string, change: object) =>
  world.ecs.send(new UpdateServiceCommand({ cluster: world.cluster, service, ...change }));
const arns = (tasks: readonly Task[]) => new Set(tasks.map(({ taskArn }) => taskArn));

describe("the tasks of a service", () => {
  it("are as many as it runs, and stay the same ones", async () => {
    await world.createService("web", { desiredCount: 2 });
    const tasks = await world.tasksOf("web");
    const { deployments } = await world.describe("web");
    expect(tasks).toHaveLength(2);
    for (const task of tasks) {
      expect(task).toMatchObject({ lastStatus: "RUNNING", group: "service:web", startedBy: deployments?.[0]?.id });
    }
    expect(arns(await world.tasksOf("web"))).toEqual(arns(tasks));
  });

  it("become more or fewer by hand without a deployment", async () => {
    const before = await world.tasksOf("web");
    const { service } = await update("web", { desiredCount: 3 });
    expect(service?.deployments?.[0]?.id).toBe(before[0]?.startedBy);
    expect(arns(await world.tasksOf("web"))).toEqual(arns([...before, ...(await world.tasksOf("web")).slice(-1)]));
    await update("web", { desiredCount: 1 });
    expect(await world.tasksOf("web")).toHaveLength(1);
    const [stopped] = await world.tasksOf("web", "STOPPED");
    expect(stopped?.stoppedReason).toMatch(/^Scaling activity initiated by \(deployment ecs-svc/);
  });

  it("are replaced by one when one is stopped", async () => {
    const [task] = await world.tasksOf("web");
    await world.ecs.send(new StopTaskCommand({ cluster: world.cluster, task: task?.taskArn, reason: "by hand" }));
    expect(arns(await world.tasksOf("web"))).not.toEqual(arns(task === undefined ? [] : [task]));
    expect(await world.tasksOf("web", "STOPPED")).toContainEqual(
      expect.objectContaining({ taskArn: task?.taskArn, stopCode: "UserInitiated", stoppedReason: "by hand" }),
    );
  });

  it("stay through a failed deployment, whose own are stopped with their exit codes", async () => {
    await world.createService("rolled", { deploymentConfiguration: BREAKER });
    const serving = arns(await world.tasksOf("rolled"));
    await update("rolled", { taskDefinition: await world.register("app", "nginx:broken") });
    await until("rolled", ({ deployments }) => deployments?.length === 1);
    await world.register("app");
    expect(arns(await world.tasksOf("rolled"))).toEqual(serving);
    const stopped = await world.tasksOf("rolled", "STOPPED");
    expect(stopped.length).toBeGreaterThanOrEqual(3);
    for (const { containers } of stopped) expect(containers).toMatchObject([{ name: "app", exitCode: 1 }]);
  });

  it("are gone with their service", async () => {
    await update("rolled", { desiredCount: 0 });
    expect(await world.tasksOf("rolled")).toEqual([]);
  });
});

describe("the targets of a service", () => {
  it("are its tasks: healthy once deployed, failing their checks while a deployment is stuck", async () => {
    const group = { Action: "CreateTargetGroup", Name: "web", TargetType: "lambda" };
    const [targetGroupArn = ""] = await world.query("elasticloadbalancing", "TargetGroupArn", group);
    const health = () =>
      world.query("elasticloadbalancing", "State", { Action: "DescribeTargetHealth", TargetGroupArn: targetGroupArn });
    await world.register("balanced", "nginx:1", { portMappings: [{ containerPort: 80 }] });
    const loadBalancers = [{ targetGroupArn, containerName: "balanced", containerPort: 80 }];
    await world.createService("balanced", { taskDefinition: "balanced", loadBalancers });
    expect(await health()).toEqual(["healthy"]);

    await world.fault({ service: "balanced", mode: "stuck" });
    await update("balanced", { forceNewDeployment: true });
    await until("balanced", ({ deployments }) => (deployments?.[0]?.failedTasks ?? 0) > 0);
    expect(new Set(await health())).toEqual(new Set(["healthy", "unhealthy"]));
    const [stopped] = await world.tasksOf("balanced", "STOPPED");
    expect(stopped?.stoppedReason).toBe(`Task failed ELB health checks in (target-group ${targetGroupArn})`);
  });
});

describe("a cluster on EC2", () => {
  const cluster = "test";

  it("has the instances of its Auto Scaling group", async () => {
    const group = { AutoScalingGroupName: "group", LaunchConfigurationName: "launch", MinSize: "0", MaxSize: "3" };
    const launch = { LaunchConfigurationName: "launch", InstanceType: "t3.micro", ImageId: "ami-12345678" };
    await world.query("autoscaling", "", { Action: "CreateLaunchConfiguration", ...launch });
    const zones = { "AvailabilityZones.member.1": "eu-west-1a", DesiredCapacity: "2" };
    await world.query("autoscaling", "", { Action: "CreateAutoScalingGroup", ...group, ...zones });
    const [autoScalingGroupArn] = await world.query("autoscaling", "AutoScalingGroupARN", {
      Action: "DescribeAutoScalingGroups",
    });
    const create = { name: "ec2", autoScalingGroupProvider: { autoScalingGroupArn } };
    await world.ecs.send(new CreateCapacityProviderCommand(create));
    const offer = { cluster, capacityProviders: ["ec2"], defaultCapacityProviderStrategy: [] };
    await world.ecs.send(new PutClusterCapacityProvidersCommand(offer));

    const { clusters } = await world.ecs.send(new DescribeClustersCommand({ clusters: [cluster] }));
    expect(clusters?.[0]?.registeredContainerInstancesCount).toBe(2);
  });

  it("runs a daemon on each of them, as they come and go", async () => {
    await world.createService("agent", { schedulingStrategy: "DAEMON", launchType: "EC2", desiredCount: undefined });
    expect(await world.describe("agent")).toMatchObject({ desiredCount: 2, runningCount: 2 });
    await scale("3");
    expect(await world.describe("agent")).toMatchObject({ desiredCount: 3, runningCount: 3 });
    const tasks = await world.tasksOf("agent");
    expect(new Set(tasks.map(({ containerInstanceArn }) => containerInstanceArn)).size).toBe(3);
    await scale("1");
    expect(await world.describe("agent")).toMatchObject({ desiredCount: 1, runningCount: 1 });
  });

  it("tells what its tasks leave of an instance", async () => {
    const { containerInstanceArns } = await world.ecs.send(new ListContainerInstancesCommand({ cluster }));
    const describe = new DescribeContainerInstancesCommand({ cluster, containerInstances: containerInstanceArns });
    const { containerInstances } = await world.ecs.send(describe);
    expect(containerInstances).toMatchObject([{ runningTasksCount: 1, capacityProviderName: "ec2" }]);
    expect(containerInstances?.[0]?.registeredResources).toContainEqual(
      expect.objectContaining({ name: "MEMORY", integerValue: 1024 }),
    );
  });
});

/** By hand, as an operator or managed scaling does. */
function scale(DesiredCapacity: string) {
  const change = { AutoScalingGroupName: "group", DesiredCapacity };
  return world.query("autoscaling", "", { Action: "SetDesiredCapacity", ...change });
}

const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };

async function until(service: string, holds: (found: Awaited<ReturnType<EcsWorld["describe"]>>) => boolean) {
  while (!holds(await world.describe(service))) await sleep(200);
}

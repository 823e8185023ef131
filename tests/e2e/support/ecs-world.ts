import { setTimeout as sleep } from "node:timers/promises";
import {
  type ContainerDefinition,
  CreateClusterCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import { type Emulator, startEmulator } from "../../../local/host/emulator.js";
import { callJson } from "../../../local/json-client.js";
import { ensureVenv } from "../../../local/python/venv.js";

const REGION = "eu-west-1";

/** An AWS emulator of its own with a cluster and a task definition, for tests that speak to it as the SDK does. */
export class EcsWorld {
  readonly cluster = "test";
  readonly family = "app";
  readonly ecs: ECSClient;
  /** What another client of the SDK needs to speak to it. */
  readonly access;

  private constructor(private readonly emulator: Emulator) {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    this.access = { endpoint: emulator.endpoint, region: REGION, credentials };
    this.ecs = new ECSClient(this.access);
  }

  static async start(): Promise<EcsWorld> {
    const python = await ensureVenv({ environment: process.env });
    const world = new EcsWorld(await startEmulator({ python, environment: process.env }));
    await world.ecs.send(new CreateClusterCommand({ clusterName: world.cluster }));
    await world.logs("CreateLogGroup", { logGroupName: "/test" });
    await world.register(world.family);
    return world;
  }

  /** Another revision of a family, with one container of its name that logs to `/test`. @returns its ARN */
  async register(family: string, image = "nginx:1.27.5", more: Partial<ContainerDefinition> = {}): Promise<string> {
    const options = { "awslogs-group": "/test", "awslogs-region": REGION, "awslogs-stream-prefix": "tasks" };
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        cpu: "256",
        memory: "512",
        containerDefinitions: [
          { name: family, image, essential: true, logConfiguration: { logDriver: "awslogs", options }, ...more },
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  /** Runs one task to its end. @returns it as it is then, and what its container logged */
  async run(family: string, change: Partial<RunTaskCommandInput> = {}): Promise<{ task: Task; log: string[] }> {
    const run = { cluster: this.cluster, taskDefinition: family, launchType: "FARGATE", ...change } as const;
    const { tasks: started } = await this.ecs.send(new RunTaskCommand(run));
    const arn = started?.[0]?.taskArn ?? "";
    for (;;) {
      const { tasks } = await this.ecs.send(new DescribeTasksCommand({ cluster: this.cluster, tasks: [arn] }));
      const task = tasks?.[0];
      if (task?.lastStatus === "STOPPED") return { task, log: await this.log(family, arn) };
      await sleep(100);
    }
  }

  private async log(container: string, taskArn: string): Promise<string[]> {
    const logStreamName = `tasks/${container}/${taskArn.split("/").at(-1)}`;
    const events = await this.logs("GetLogEvents", { logGroupName: "/test", logStreamName }).catch(() => ({
      events: [],
    }));
    return (events as { readonly events: readonly { readonly message: string }[] }).events.map(
      ({ message }) => message,
    );
  }

  /** One call of CloudWatch Logs. */
  async logs(action: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const answer = await fetch(this.emulator.endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `Logs_20140328.${action}`,
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${REGION}/logs/aws4_request`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text === "" ? {} : JSON.parse(text);
  }

  /** One call in AWS's query protocol. @returns the texts of the elements of that name in its answer */
  async query(service: "autoscaling" | "elasticloadbalancing", element: string, parameters: object): Promise<string[]> {
    const Version = service === "autoscaling" ? "2011-01-01" : "2015-12-01";
    const answer = await fetch(this.emulator.endpoint, {
      method: "POST",
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${REGION}/${service}/aws4_request` },
      body: new URLSearchParams({ Version, ...parameters }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return [...text.matchAll(new RegExp(`<${element}>([^<]*)`, "g"))].map(([, value]) => value ?? "");
  }

  /** A service of one task, or as told. */
  async createService(serviceName: string, change: Partial<CreateServiceCommandInput> = {}): Promise<void> {
    const service = { cluster: this.cluster, serviceName, taskDefinition: this.family, desiredCount: 1 };
    await this.ecs.send(new CreateServiceCommand({ ...service, launchType: "FARGATE", ...change }));
  }

  /** The tasks of a service that are to run, or that have stopped. */
  async tasksOf(serviceName: string, desiredStatus: "RUNNING" | "STOPPED" = "RUNNING"): Promise<Task[]> {
    const { cluster } = this;
    const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return tasks;
  }

  async describe(serviceName: string): Promise<Service> {
    const command = new DescribeServicesCommand({ cluster: this.cluster, services: [serviceName] });
    const { services } = await this.ecs.send(command);
    if (services?.[0] === undefined) throw new Error(`there is no service ${serviceName}`);
    return services[0];
  }

  /** Sets or clears a fault, see `POST /gantry/ecs`. */
  async fault(wish: object): Promise<void> {
    await callJson(`${this.emulator.endpoint}/gantry/ecs`, { method: "POST", body: wish });
  }

  async stop(): Promise<void> {
    this.ecs.destroy();
    await this.emulator.stop();
  }
}

import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type {
  ECSClient,
  RunTaskCommandInput,
  RunTaskCommandOutput,
  Service,
  Task,
  TaskDefinition,
} from "@aws-sdk/client-ecs";
import { GantryError } from "../../../modules/core/errors.js";
import { loadFor } from "../../synthesis/synthesize.js";
import type { Reach } from "../../target/session.js";
import type { LogStream } from "./one-off.js";

/** A part of a log. */
export interface LogPage {
  readonly lines: readonly string[];
  /** Where to go on reading. @default - there is nothing yet */
  readonly next?: string;
}

/** What one-off tasks need of AWS. */
export interface TaskApi {
  definition(taskDefinition: string): Promise<TaskDefinition>;
  run(request: RunTaskCommandInput): Promise<RunTaskCommandOutput>;
  /** A task as it is now; undefined when ECS knows none, or not yet. */
  describe(cluster: string, task: string): Promise<Task | undefined>;
  /** The tasks of a family that are meant to run. */
  running(cluster: string, family: string): Promise<readonly string[]>;
  stop(cluster: string, task: string, reason: string): Promise<void>;
  /** @param from the `next` of the page before. @default - from the beginning */
  log(stream: LogStream, from?: string): Promise<LogPage>;
}

/** The same at AWS, in one account and region, through the role that Terraform works in. */
export class AwsTaskApi implements TaskApi {
  private constructor(
    private readonly place: string,
    private readonly ecs: ECSClient,
    private readonly logs: CloudWatchLogsClient,
  ) {}

  static async open(reach: Reach, account: string, region: string): Promise<AwsTaskApi> {
    const [{ ECSClient }, { CloudWatchLogsClient }, { throughRole }] = await Promise.all([
      import("@aws-sdk/client-ecs"),
      import("@aws-sdk/client-cloudwatch-logs"),
      import("../../target/role.js"),
    ]);
    const role = loadFor([]).organization.deployRole;
    const access = throughRole(reach, { account, role, region, sessionName: "gantry-one-off" });
    return new AwsTaskApi(
      `ECS in account ${account}, ${region}`,
      new ECSClient(access),
      new CloudWatchLogsClient(access),
    );
  }

  /** @throws GantryError when ECS knows no such service */
  async service(cluster: string, name: string): Promise<Service> {
    const { DescribeServicesCommand } = await import("@aws-sdk/client-ecs");
    const command = new DescribeServicesCommand({ cluster, services: [name] });
    const service = (await this.asked("ecs:DescribeServices", this.ecs.send(command))).services?.[0];
    if (service?.status === "ACTIVE") return service;
    throw new GantryError({ path: name, what: "is not known to ECS any more", fix: "./gantry deploy brings it back" });
  }

  async definition(taskDefinition: string): Promise<TaskDefinition> {
    const { DescribeTaskDefinitionCommand } = await import("@aws-sdk/client-ecs");
    const command = new DescribeTaskDefinitionCommand({ taskDefinition });
    const answer = await this.asked("ecs:DescribeTaskDefinition", this.ecs.send(command));
    return answer.taskDefinition ?? {};
  }

  async run(request: RunTaskCommandInput): Promise<RunTaskCommandOutput> {
    const { RunTaskCommand } = await import("@aws-sdk/client-ecs");
    return this.asked("ecs:RunTask and iam:PassRole", this.ecs.send(new RunTaskCommand(request)));
  }

  async describe(cluster: string, task: string): Promise<Task | undefined> {
    const { DescribeTasksCommand } = await import("@aws-sdk/client-ecs");
    const command = new DescribeTasksCommand({ cluster, tasks: [task] });
    return (await this.asked("ecs:DescribeTasks", this.ecs.send(command))).tasks?.[0];
  }

  async running(cluster: string, family: string): Promise<readonly string[]> {
    const { ListTasksCommand } = await import("@aws-sdk/client-ecs");
    const command = new ListTasksCommand({ cluster, family, desiredStatus: "RUNNING" });
    return (await this.asked("ecs:ListTasks", this.ecs.send(command))).taskArns ?? [];
  }

  async stop(cluster: string, task: string, reason: string): Promise<void> {
    const { StopTaskCommand } = await import("@aws-sdk/client-ecs");
    await this.asked("ecs:StopTask", this.ecs.send(new StopTaskCommand({ cluster, task, reason })));
  }

  async log({ group, stream }: LogStream, from?: string): Promise<LogPage> {
    const { GetLogEventsCommand, ResourceNotFoundException } = await import("@aws-sdk/client-cloudwatch-logs");
    const command = new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: stream,
      startFromHead: true,
      ...(from === undefined ? {} : { nextToken: from }),
    });
    try {
      const { events = [], nextForwardToken } = await this.logs.send(command);
      const lines = events.map(({ message = "" }) => message);
      return nextForwardToken === undefined ? { lines } : { lines, next: nextForwardToken };
    } catch (error) {
      // A container that has written nothing has no stream.
      if (error instanceof ResourceNotFoundException) return { lines: [] };
      throw error;
    }
  }

  /** Lets the process end: open connections would keep it alive. */
  close(): void {
    this.ecs.destroy();
    this.logs.destroy();
  }

  private async asked<T>(permission: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      const { name, message } = cause as Error;
      const inactive = /inactive/i.test(message);
      throw new GantryError(
        {
          path: this.place,
          what: inactive ? "starts nothing in a revision that was deregistered" : "refused",
          value: `${name}: ${message}`,
          fix: inactive
            ? "the service still runs a revision that Terraform has replaced: add --newest to take the newest one, or deploy"
            : `check the AWS credentials, and that the deploy role there permits ${permission}`,
        },
        { cause },
      );
    }
  }
}

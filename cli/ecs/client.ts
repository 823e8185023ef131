import type { ECSClient, Service, Task } from "@aws-sdk/client-ecs";
import { GantryError } from "../../modules/core/errors.js";
import { loadFor } from "../synthesis/synthesize.js";
import type { Reach } from "../target/session.js";
import type { DeployedService } from "./deployed-services.js";
import { type LiveService, revisionOf, type StoppedTask } from "./live-service.js";

const STOPPED_SHOWN = 3;

/** What ECS is asked about, and where. */
type Asked = Pick<DeployedService, "name" | "cluster" | "account" | "region">;

/** ECS in the accounts of services, reached through the same role as Terraform. */
export class Ecs {
  private readonly clients = new Map<string, ECSClient>();

  constructor(private readonly reach: Reach) {}

  /** A service as it is now; undefined when ECS knows none. */
  async describe(service: DeployedService): Promise<LiveService | undefined> {
    const { DescribeServicesCommand } = await import("@aws-sdk/client-ecs");
    const { cluster, name } = service;
    const command = new DescribeServicesCommand({ cluster, services: [name] });
    const { services = [] } = await this.call(service, (client) => client.send(command));
    return services[0] === undefined ? undefined : toLiveService(services[0]);
  }

  /**
   * The last tasks of a service that stopped, the newest first.
   * @param family of the tasks, where no service runs them. @default - those that the service runs
   */
  async stoppedTasks(service: Asked, family?: string): Promise<readonly StoppedTask[]> {
    const { DescribeTasksCommand, ListTasksCommand } = await import("@aws-sdk/client-ecs");
    const { cluster, name } = service;
    const whose = family === undefined ? { serviceName: name } : { family };
    const list = new ListTasksCommand({ cluster, ...whose, desiredStatus: "STOPPED" });
    const { taskArns = [] } = await this.call(service, (client) => client.send(list));
    if (taskArns.length === 0) return [];
    const describe = new DescribeTasksCommand({ cluster, tasks: taskArns });
    const { tasks = [] } = await this.call(service, (client) => client.send(describe));
    return tasks
      .map(toStoppedTask)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, STOPPED_SHOWN);
  }

  /** Lets the process end: open connections would keep it alive. */
  close(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private async call<T>(service: Asked, request: (client: ECSClient) => Promise<T>): Promise<T> {
    try {
      return await request(await this.clientFor(service));
    } catch (cause) {
      const { name, message } = cause as Error;
      throw new GantryError(
        {
          path: `service ${service.name} in account ${service.account}, ${service.region}`,
          what: "can't be asked how it is",
          value: `${name}: ${message}`,
          fix: "check the AWS credentials, and that the deploy role there permits ecs:DescribeServices, ListTasks, DescribeTasks",
        },
        { cause },
      );
    }
  }

  private async clientFor({ account, region }: Asked): Promise<ECSClient> {
    const place = `${account} ${region}`;
    const client = this.clients.get(place) ?? (await connect(this.reach, account, region));
    this.clients.set(place, client);
    return client;
  }
}

/** The SDK is loaded only by what asks ECS something. */
async function connect(reach: Reach, account: string, region: string): Promise<ECSClient> {
  const [{ ECSClient }, { throughRole }] = await Promise.all([
    import("@aws-sdk/client-ecs"),
    import("../target/role.js"),
  ]);
  const role = loadFor([]).organization.deployRole;
  return new ECSClient(throughRole(reach, { account, role, region, sessionName: "gantry-ecs" }));
}

/** Cuts ECS's answer to what is looked at. */
export function toLiveService(service: Service): LiveService {
  return {
    name: service.serviceName ?? "",
    status: service.status ?? "",
    desired: service.desiredCount ?? 0,
    running: service.runningCount ?? 0,
    pending: service.pendingCount ?? 0,
    deployments: (service.deployments ?? []).map((one) => ({
      id: one.id ?? "",
      status: one.status ?? "",
      revision: revisionOf(one.taskDefinition ?? ""),
      desired: one.desiredCount ?? 0,
      running: one.runningCount ?? 0,
      pending: one.pendingCount ?? 0,
      failed: one.failedTasks ?? 0,
      began: one.createdAt ?? new Date(0),
      ...(one.rolloutState === undefined ? {} : { rollout: one.rolloutState }),
      ...(one.rolloutStateReason === undefined ? {} : { reason: one.rolloutStateReason }),
    })),
    events: (service.events ?? []).map(({ createdAt, message }) => ({
      at: createdAt ?? new Date(0),
      message: message ?? "",
    })),
  };
}

/** The same for a task that has stopped. */
export function toStoppedTask(task: Task): StoppedTask {
  return {
    at: task.stoppedAt ?? task.stoppingAt ?? new Date(0),
    revision: revisionOf(task.taskDefinitionArn ?? ""),
    containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({
      name: name ?? "",
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
    })),
    ...(task.stopCode === undefined ? {} : { code: task.stopCode }),
    ...(task.stoppedReason === undefined ? {} : { reason: task.stoppedReason }),
  };
}

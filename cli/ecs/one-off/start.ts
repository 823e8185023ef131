import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Failure, RunTaskCommandInput, TaskDefinition } from "@aws-sdk/client-ecs";
import { GantryError } from "../../../modules/core/errors.js";
import type { TaskApi } from "./api.js";
import { failureText } from "./explain.js";
import type { LogStream, OneOff } from "./one-off.js";

/** IAM takes a while until everybody knows a role that was just made. */
const ROLE_TRIES = 10;
const ROLE_PAUSE_MS = 3_000;

/** A task that ECS has accepted. */
export interface Started {
  readonly task: string;
  /** The container that decides how it went. */
  readonly container: string;
  /** Its own stream first. */
  readonly streams: readonly LogStream[];
}

/**
 * Asks ECS to run a task once.
 * @throws GantryError when ECS refuses it, finds no room for it, or it has no such container
 */
export async function start(
  api: TaskApi,
  oneOff: OneOff,
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<Started> {
  const definition = await api.definition(oneOff.taskDefinition);
  const container = containerOf(definition, oneOff);
  const request = requestFor(oneOff, container);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { tasks = [], failures = [] } = await api.run(request);
      const task = tasks[0]?.taskArn;
      if (task !== undefined) return { task, container, streams: streamsOf(definition, container, task) };
      throw noRoom(oneOff, failures);
    } catch (error) {
      if (attempt === ROLE_TRIES || !/unable to assume the role/i.test(String(error))) throw error;
      await pause(ROLE_PAUSE_MS);
    }
  }
}

/** The request; its token makes ECS answer a repeated one with the same task, instead of starting a second. */
export function requestFor(oneOff: OneOff, container: string): RunTaskCommandInput {
  const { cluster, taskDefinition, startedBy, command, size, network, capacity } = oneOff;
  return {
    cluster,
    taskDefinition,
    startedBy,
    count: 1,
    clientToken: randomUUID(),
    enableECSManagedTags: true,
    propagateTags: "TASK_DEFINITION",
    ...(network === undefined
      ? {}
      : {
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [...network.subnets],
              securityGroups: [...network.securityGroups],
              assignPublicIp: "DISABLED",
            },
          },
        }),
    ...(capacity === undefined || capacity.length === 0 ? {} : { capacityProviderStrategy: [...capacity] }),
    ...(command === undefined && size === undefined
      ? {}
      : {
          overrides: {
            ...(command === undefined ? {} : { containerOverrides: [{ name: container, command: [...command] }] }),
            ...(size === undefined ? {} : { cpu: String(size.cpu), memory: String(size.memoryMiB) }),
          },
        }),
  };
}

function containerOf({ containerDefinitions = [] }: TaskDefinition, { container, taskDefinition }: OneOff): string {
  const names = containerDefinitions.map(({ name }) => name ?? "");
  const found = container === undefined ? names[0] : names.find((name) => name === container);
  if (found !== undefined) return found;
  throw new GantryError({
    path: taskDefinition,
    what: "has no such container",
    ...(container === undefined ? {} : { value: container }),
    allowed: names.join(", "),
    fix: "correct the name",
  });
}

/** The streams in which the `awslogs` driver writes, the deciding container's first. */
function streamsOf({ containerDefinitions = [] }: TaskDefinition, first: string, task: string): readonly LogStream[] {
  const id = task.slice(task.lastIndexOf("/") + 1);
  return containerDefinitions
    .flatMap(({ name = "", logConfiguration }) => {
      const options = logConfiguration?.options ?? {};
      const [group, prefix, region] = ["group", "stream-prefix", "region"].map((key) => options[`awslogs-${key}`]);
      if (logConfiguration?.logDriver !== "awslogs" || group === undefined || prefix === undefined) return [];
      return [{ container: name, group, stream: `${prefix}/${name}/${id}`, region: region ?? "" }];
    })
    .sort((a, b) => Number(b.container === first) - Number(a.container === first));
}

function noRoom({ cluster, taskDefinition }: OneOff, failures: readonly Failure[]): GantryError {
  const problems = failures.map(({ reason = "", detail = "" }) => ({
    path: cluster,
    what: `could not run ${taskDefinition.slice(taskDefinition.lastIndexOf("/") + 1)}`,
    value: [reason, detail].filter((part) => part !== "").join(": "),
    fix: failureText(reason),
  }));
  if (problems.length > 0) return new GantryError(problems);
  return new GantryError({ path: cluster, what: "started no task, and ECS does not say why", fix: "try again" });
}

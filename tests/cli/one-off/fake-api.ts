import type { Failure, RunTaskCommandInput, RunTaskCommandOutput, Task, TaskDefinition } from "@aws-sdk/client-ecs";
import type { LogPage, TaskApi } from "../../../cli/ecs/one-off/api.js";
import type { LogStream } from "../../../cli/ecs/one-off/one-off.js";

export const TASK = "arn:aws:ecs:eu-west-1:222222222222:task/staging-app/0a1b";

const awslogs = (prefix: string) => ({
  logDriver: "awslogs" as const,
  options: { "awslogs-group": "/gantry/staging/api", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": prefix },
});

export const DEFINITION: TaskDefinition = {
  containerDefinitions: [
    { name: "proxy", logConfiguration: awslogs("proxy") },
    { name: "api", logConfiguration: awslogs("api") },
    { name: "silent" },
  ],
};

/** What ECS shows of the task at one look at it, and what has come into the log until then. */
export interface Look {
  /** @default - ECS doesn't know the task */
  readonly task?: Task;
  readonly lines?: readonly string[];
}

export const running = (lastStatus: string, lines: readonly string[] = []): Look => ({ task: { lastStatus }, lines });
export const stopped = (more: Partial<Task>, lines: readonly string[] = []): Look => ({
  task: { lastStatus: "STOPPED", stoppedAt: new Date(0), ...more },
  lines,
});

/** ECS and its logs, as a sequence of looks; the last one stays. What is asked of it is kept. */
export class FakeApi implements TaskApi {
  readonly requests: RunTaskCommandInput[] = [];
  readonly stops: string[] = [];
  private looks: readonly Look[];
  private readonly logged: string[] = [];

  constructor(
    looks: readonly Look[],
    private readonly answers: readonly (readonly Failure[] | Error)[] = [],
    private readonly left: readonly string[] = [],
  ) {
    this.looks = looks;
  }

  async definition(): Promise<TaskDefinition> {
    return DEFINITION;
  }

  async run(request: RunTaskCommandInput): Promise<RunTaskCommandOutput> {
    const answer = this.answers[this.requests.length];
    this.requests.push(request);
    if (answer instanceof Error) throw answer;
    return { tasks: answer === undefined ? [{ taskArn: TASK }] : [], failures: [...(answer ?? [])], $metadata: {} };
  }

  async describe(): Promise<Task | undefined> {
    const [look = {}, ...others] = this.looks;
    if (others.length > 0) this.looks = others;
    else this.looks = [look.task === undefined ? {} : { task: look.task }];
    this.logged.push(...(look.lines ?? []));
    return look.task;
  }

  async running(): Promise<readonly string[]> {
    return this.left;
  }

  async stop(_cluster: string, _task: string, reason: string): Promise<void> {
    this.stops.push(reason);
    const containers = [{ name: "api", exitCode: 143 }];
    this.looks = [stopped({ stopCode: "UserInitiated", stoppedReason: reason, containers })];
  }

  /** Pages of two lines, as a log that is long has several. */
  async log({ container }: LogStream, from = "0"): Promise<LogPage> {
    if (container !== "api") return { lines: [] };
    const lines = this.logged.slice(Number(from), Number(from) + 2);
    return { lines, next: String(Number(from) + lines.length) };
  }
}

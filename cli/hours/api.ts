import type { HistoryEvent, SFNClient } from "@aws-sdk/client-sfn";
import { GantryError } from "../../modules/core/errors.js";
import { inputOf, type Way } from "../../modules/core/hours.js";
import { loadFor } from "../synthesis/synthesize.js";
import type { Reach } from "../target/session.js";
import type { Machine } from "./machine.js";

/** An execution that goes on. */
export interface Running {
  readonly execution: string;
  /** @default - it was started with something else */
  readonly to?: Way;
}

/** What waking and putting to sleep need of Step Functions. */
export interface HoursApi {
  /** @returns the ARN of the execution */
  start(to: Way): Promise<string>;
  /** Those that have no end yet. */
  running(): Promise<readonly Running[]>;
  /** All that an execution has done so far, in its order. */
  history(execution: string): Promise<readonly HistoryEvent[]>;
}

/** The same at AWS, through the role that Terraform works in. */
export class AwsHoursApi implements HoursApi {
  private constructor(
    private readonly machine: Machine,
    private readonly client: SFNClient,
  ) {}

  static async open(reach: Reach, machine: Machine): Promise<AwsHoursApi> {
    const [{ SFNClient }, { throughRole }] = await Promise.all([
      import("@aws-sdk/client-sfn"),
      import("../target/role.js"),
    ]);
    const { account, region } = machine;
    const role = loadFor([]).organization.deployRole;
    return new AwsHoursApi(
      machine,
      new SFNClient(throughRole(reach, { account, role, region, sessionName: "gantry-hours" })),
    );
  }

  async start(to: Way): Promise<string> {
    const { StartExecutionCommand } = await import("@aws-sdk/client-sfn");
    const command = new StartExecutionCommand({ stateMachineArn: this.machine.arn, input: inputOf(to, "") });
    const { executionArn = "" } = await this.asked("states:StartExecution", this.client.send(command));
    return executionArn;
  }

  async running(): Promise<readonly Running[]> {
    const { DescribeExecutionCommand, ListExecutionsCommand } = await import("@aws-sdk/client-sfn");
    const list = new ListExecutionsCommand({ stateMachineArn: this.machine.arn, statusFilter: "RUNNING" });
    const { executions = [] } = await this.asked("states:ListExecutions", this.client.send(list));
    return Promise.all(
      executions.map(async ({ executionArn: execution = "" }) => {
        const describe = new DescribeExecutionCommand({ executionArn: execution });
        const { input = "{}" } = await this.asked("states:DescribeExecution", this.client.send(describe));
        const { to } = JSON.parse(input) as { readonly to?: unknown };
        return to === "wake" || to === "sleep" ? { execution, to } : { execution };
      }),
    );
  }

  async history(execution: string): Promise<readonly HistoryEvent[]> {
    const { GetExecutionHistoryCommand } = await import("@aws-sdk/client-sfn");
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const command = new GetExecutionHistoryCommand({
        executionArn: execution,
        includeExecutionData: false,
        maxResults: 1000,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      const page = await this.asked("states:GetExecutionHistory", this.client.send(command));
      events.push(...(page.events ?? []));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return events;
  }

  /** Lets the process end: open connections would keep it alive. */
  close(): void {
    this.client.destroy();
  }

  private async asked<T>(permission: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      const { name, message } = cause as Error;
      const gone = name === "StateMachineDoesNotExist";
      throw new GantryError(
        {
          path: this.machine.arn,
          what: gone ? "is not known to Step Functions any more" : "can't be asked",
          value: `${name}: ${message}`,
          fix: gone
            ? "./gantry deploy brings it back"
            : `check the AWS credentials, and that the deploy role there permits ${permission}`,
        },
        { cause },
      );
    }
  }
}

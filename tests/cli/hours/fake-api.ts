import type { HistoryEvent } from "@aws-sdk/client-sfn";
import type { HoursApi, Running } from "../../../cli/hours/api.js";
import type { Way } from "../../../modules/core/hours.js";

export const EXECUTION = "arn:aws:states:eu-west-1:222222222222:execution:staging-office-hours:1";

const BEGAN = Date.parse("2026-11-21T10:00:00Z");

interface Failure {
  readonly error: string;
  readonly cause: string;
}

/** One event: its type, the state that it enters or leaves, the details of its failure. */
type Told = readonly [type: string, state?: string | undefined, failure?: Failure | undefined];

/**
 * A history in which each event follows the one before it and comes a second later, as Step Functions tells of one
 * branch after the other.
 */
export function historyOf(...told: readonly Told[]): HistoryEvent[] {
  return told.map(([type, name, failure], index) => ({
    id: index + 1,
    previousEventId: index,
    timestamp: new Date(BEGAN + index * 1000),
    type: type as HistoryEvent["type"],
    ...(name === undefined || !type.endsWith("Entered") ? {} : { stateEnteredEventDetails: { name } }),
    ...(name === undefined || !type.endsWith("Exited") ? {} : { stateExitedEventDetails: { name } }),
    ...(failure === undefined ? {} : { [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: failure }),
  }));
}

const STARTED: readonly Told[] = [["ExecutionStarted"]];
const DATABASES: readonly Told[] = [
  ["ParallelStateEntered", "Wake databases"],
  ["TaskStateEntered", "wake store main: look"],
  ["TaskStateExited", "wake store main: look"],
  ["WaitStateEntered", "wake store main: wait"],
];
const DATABASES_END: readonly Told[] = [
  ["WaitStateExited", "wake store main: wait"],
  ["TaskStateEntered", "wake store main: look"],
  ["TaskStateExited", "wake store main: look"],
  ["ParallelStateSucceeded"],
  ["ParallelStateExited", "Wake databases"],
];

/** How a waking looks when it has just begun, in its middle, and at its end. */
export const WAKING = {
  begun: STARTED,
  middle: [...STARTED, ...DATABASES],
  done: [...STARTED, ...DATABASES, ...DATABASES_END, ["ExecutionSucceeded"]],
} as const satisfies Readonly<Record<string, readonly Told[]>>;

/** Step Functions, as a sequence of looks at one execution; the last one stays. */
export class FakeHours implements HoursApi {
  readonly started: Way[] = [];
  looks = 0;

  constructor(
    private readonly histories: readonly (readonly HistoryEvent[] | Error)[] = [],
    private readonly others: readonly Running[] = [],
  ) {}

  async start(to: Way): Promise<string> {
    this.started.push(to);
    return EXECUTION;
  }

  async running(): Promise<readonly Running[]> {
    return this.others;
  }

  async history(): Promise<readonly HistoryEvent[]> {
    const look = this.histories[Math.min(this.looks, this.histories.length - 1)] ?? [];
    this.looks += 1;
    if (look instanceof Error) throw look;
    return look;
  }
}

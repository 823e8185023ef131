import type { HistoryEvent } from "@aws-sdk/client-sfn";

/** A part of the way, for instance all databases. */
export interface Step {
  readonly name: string;
  readonly began: Date;
  /** @default - it goes on */
  readonly ended?: Date;
  readonly outcome: "running" | "done" | "failed";
  /** What was done or waited for, in the order in which it was begun, each once. */
  readonly states: readonly string[];
}

/** What didn't go well, and wasn't made good by trying again. */
export interface StepFailure {
  /** The state that failed: `wake service api: count`. */
  readonly state: string;
  readonly error: string;
  readonly cause: string;
  readonly tries: number;
}

export type End = "succeeded" | "failed" | "aborted" | "timed out";

/** What the history of an execution tells. */
export interface Progress {
  readonly began?: Date;
  readonly steps: readonly Step[];
  readonly failures: readonly StepFailure[];
  /** @default - it goes on */
  readonly end?: { readonly status: End; readonly at: Date; readonly cause: string };
}

// Source: the API reference of Step Functions, "HistoryEvent".
const ENDS: Readonly<Partial<Record<string, End>>> = {
  ExecutionSucceeded: "succeeded",
  ExecutionFailed: "failed",
  ExecutionAborted: "aborted",
  ExecutionTimedOut: "timed out",
};

/** Reads the events of an execution of the machine that `modules/aws/hours` writes, whose steps follow one another. */
export function progressOf(events: readonly HistoryEvent[]): Progress {
  const steps = new Map<string, Step>();
  const failures = new Map<string, StepFailure>();
  const stateOf = statesOf(events);
  let step = "";
  let end: Progress["end"];
  for (const event of events) {
    const { type = "", timestamp: at = new Date(0) } = event;
    const state = stateOf.get(event.id ?? 0) ?? "";
    switch (type) {
      case "ParallelStateEntered":
        step = state;
        steps.set(step, { name: step, began: at, outcome: "running", states: [] });
        break;
      case "ParallelStateFailed":
        update(steps, step, () => ({ outcome: "failed" }));
        break;
      case "ParallelStateExited":
        update(steps, step, ({ outcome }) => ({ ended: at, outcome: outcome === "failed" ? "failed" : "done" }));
        break;
      case "TaskStateEntered":
      case "WaitStateEntered":
        update(steps, step, ({ states }) => ({ states: [...new Set([...states, state])] }));
        break;
      case "TaskStateExited":
        failures.delete(state);
        break;
      default: {
        const failed = failureIn(event);
        const tries = (failures.get(state)?.tries ?? 0) + 1;
        if (failed !== undefined) failures.set(state, { state, ...failed, tries });
        const status = ENDS[type];
        if (status !== undefined) end = { status, at, cause: causeOf(event) };
      }
    }
  }
  const began = events[0]?.timestamp;
  return {
    ...(began === undefined ? {} : { began }),
    steps: [...steps.values()],
    failures: [...failures.values()],
    ...(end === undefined ? {} : { end }),
  };
}

/** The state that each event belongs to: the last one that was entered on its way. */
function statesOf(events: readonly HistoryEvent[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { id = 0, previousEventId = 0, stateEnteredEventDetails, stateExitedEventDetails } of events) {
    const name = stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name ?? found.get(previousEventId);
    if (name !== undefined) found.set(id, name);
  }
  return found;
}

function failureIn(event: HistoryEvent): Pick<StepFailure, "error" | "cause"> | undefined {
  const { taskFailedEventDetails, taskTimedOutEventDetails, evaluationFailedEventDetails } = event;
  const details = taskFailedEventDetails ?? taskTimedOutEventDetails ?? evaluationFailedEventDetails;
  return details === undefined ? undefined : { error: details.error ?? "", cause: details.cause ?? "" };
}

function causeOf({ executionFailedEventDetails, executionAbortedEventDetails }: HistoryEvent): string {
  return (executionFailedEventDetails ?? executionAbortedEventDetails)?.cause ?? "";
}

function update(steps: Map<string, Step>, name: string, change: (step: Step) => Partial<Step>): void {
  const step = steps.get(name);
  if (step !== undefined) steps.set(name, { ...step, ...change(step) });
}

import { describe, expect, it } from "vitest";
import { progressOf } from "../../../cli/hours/history.js";
import { endedBadly, progressDocument } from "../../../cli/hours/outcome.js";
import { EXECUTION, historyOf, WAKING } from "./fake-api.js";

const refused = { error: "Ecs.ServiceNotFoundException", cause: "Service not found." };
const count = "wake service api: count";

/** A step with one task, which is refused so often and then does what it does. */
const services = (...refusals: readonly (typeof refused)[]) =>
  [
    ["ExecutionStarted"],
    ["ParallelStateEntered", "Wake services"],
    ["TaskStateEntered", count],
    ...refusals.flatMap((failure) => [["TaskScheduled"], ["TaskFailed", undefined, failure]] as const),
  ] as const;

describe("the history of an execution", () => {
  it("tells which steps there were, how long each took, and what was done in it", () => {
    const progress = progressOf(historyOf(...WAKING.done));
    expect(progress.steps).toEqual([
      {
        name: "Wake databases",
        outcome: "done",
        began: new Date("2026-11-21T10:00:01Z"),
        ended: new Date("2026-11-21T10:00:09Z"),
        states: ["wake store main: look", "wake store main: wait"],
      },
    ]);
    expect(progressDocument(progress)).toEqual({
      outcome: "succeeded",
      seconds: 10,
      steps: [{ name: "Wake databases", outcome: "done", seconds: 8 }],
      failures: [],
    });
  });

  it("tells of a step that goes on", () => {
    expect(progressDocument(progressOf(historyOf(...WAKING.middle)))).toEqual({
      outcome: "running",
      steps: [{ name: "Wake databases", outcome: "running" }],
      failures: [],
    });
  });

  it("takes nothing for a failure that a further try, or the next look, has made good", () => {
    const good = historyOf(...services(refused, refused), ["TaskSucceeded"], ["TaskStateExited", count]);
    expect(progressOf(good).failures).toEqual([]);
  });

  it("tells what failed, how often, and why", () => {
    const failed = progressOf(
      historyOf(
        ...services(refused, refused),
        ["ParallelStateFailed"],
        ["ParallelStateExited", "Wake services"],
        ["FailStateEntered", "Failed"],
        ["ExecutionFailed", undefined, { error: "NotAll", cause: "Wake services: Ecs.ServiceNotFoundException. " }],
      ),
    );
    expect(failed.steps.map(({ name, outcome }) => [name, outcome])).toEqual([["Wake services", "failed"]]);
    expect(failed.failures).toEqual([{ state: count, ...refused, tries: 2 }]);
    expect(endedBadly("staging", "wake", EXECUTION, failed).problems).toEqual([
      {
        path: "staging: wake service api: count",
        what: "failed 2 times: Ecs.ServiceNotFoundException",
        value: "Service not found.",
      },
      {
        path: "staging",
        what: "was not all woken: its execution ended as failed",
        value: EXECUTION,
        fix: "what went well stays as it is; mend it, and run the same command again",
      },
    ]);
  });

  it.each([
    ["ExecutionAborted", { error: "", cause: "Ann stopped it" }, "aborted, Ann stopped it"],
    ["ExecutionTimedOut", undefined, "timed out"],
  ])("tells of %s, whoever did it", (type, failure, text) => {
    const progress = progressOf(historyOf(...WAKING.middle, [type, undefined, failure]));
    expect(endedBadly("staging", "sleep", EXECUTION, progress).problems.map(({ what }) => what)).toEqual([
      `was not all put to sleep: its execution ended as ${text}`,
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { follow } from "../../../cli/ecs/one-off/follow.js";
import type { Ended } from "../../../cli/ecs/one-off/one-off.js";
import { failure, succeeded } from "../../../cli/ecs/one-off/outcome.js";
import { start } from "../../../cli/ecs/one-off/start.js";
import { describe as describeProblem, GantryError } from "../../../modules/core/errors.js";
import { FakeApi, type Look, running, stopped, TASK } from "./fake-api.js";

const EXITED = { stopCode: "EssentialContainerExited", stoppedReason: "Essential container in task exited" } as const;
const exited = (exitCode: number, lines: readonly string[] = []) => {
  const containers = [
    { name: "proxy", exitCode: 137 },
    { name: "api", exitCode },
  ];
  return stopped({ ...EXITED, containers }, lines);
};

interface Followed {
  readonly ended: Ended;
  readonly statuses: readonly string[];
  readonly lines: readonly string[];
  readonly api: FakeApi;
}

/** Follows a task by a clock that moves two seconds with every look. */
async function followed(
  looks: readonly Look[],
  more: { readonly timeoutSeconds?: number; readonly interruptAfter?: number } = {},
): Promise<Followed> {
  const api = new FakeApi(looks);
  const [statuses, lines]: [string[], string[]] = [[], []];
  const interruption = new AbortController();
  let clock = 0;
  const { timeoutSeconds, interruptAfter = Number.POSITIVE_INFINITY } = more;
  const started = await start(api, {
    cluster: "staging-app",
    taskDefinition: "staging-api:7",
    startedBy: "gantry-run",
    container: "api",
  });
  const ended = await follow(api, started, {
    cluster: "staging-app",
    interrupted: interruption.signal,
    onStatus: (status) => statuses.push(status),
    onLine: (line) => lines.push(line),
    now: () => clock,
    pause: async (milliseconds) => {
      clock += milliseconds;
      if (clock >= interruptAfter) interruption.abort();
    },
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  });
  return { ended, statuses, lines, api };
}

describe("a task that runs once is followed", () => {
  it("through its states to its exit code, with every line that it writes, once", async () => {
    const { ended, statuses, lines } = await followed([
      {},
      running("PROVISIONING"),
      running("PENDING"),
      running("RUNNING", ["one", "two", "three"]),
      running("RUNNING"),
      exited(0, ["four\n", "five\r\nsix"]),
    ]);
    expect(statuses).toEqual(["PROVISIONING", "PENDING", "RUNNING", "STOPPED"]);
    expect(lines).toEqual(["one", "two", "three", "four", "five", "six"]);
    expect(ended).toMatchObject({ task: TASK, exitCode: 0, seconds: 10 });
    expect(succeeded(ended)).toBe(true);
  });

  it("to the failure of the container that decides, not of another", async () => {
    const { ended } = await followed([exited(3)]);
    expect(ended).toMatchObject({ exitCode: 3 });
    expect(ended.reason).toBe(
      "EssentialContainerExited: Essential container in task exited; proxy: exit code 137; api: exit code 3",
    );
    expect(succeeded(ended)).toBe(false);
  });

  it("to an end without an exit code when it never ran", async () => {
    const reason = "CannotPullContainerError: not found";
    const { ended } = await followed([stopped({ stopCode: "TaskFailedToStart", stoppedReason: reason })]);
    expect(ended).not.toHaveProperty("exitCode");
    expect(succeeded(ended)).toBe(false);
  });

  it("until it has taken too long, and is then stopped, once", async () => {
    const { ended, api, statuses } = await followed([running("RUNNING")], { timeoutSeconds: 5 });
    expect(api.stops).toEqual(["gantry: timeout"]);
    expect(statuses).toContain("took longer than 5 s: stopping it");
    expect(ended).toMatchObject({ stoppedFor: "timeout", exitCode: 143 });
    expect(succeeded(ended)).toBe(false);
  });

  it("until it is interrupted, and is then stopped, once", async () => {
    const { ended, api } = await followed([running("RUNNING")], { interruptAfter: 3_000 });
    expect(api.stops).toEqual(["gantry: interruption"]);
    expect(ended.stoppedFor).toBe("interruption");
  });

  it("not without end when ECS has forgotten it", async () => {
    await expect(followed([{}])).rejects.toThrow(GantryError);
  });
});

describe("a task that failed", () => {
  const many = Array.from({ length: 40 }, (_, index) => `line ${index}`);

  it("is told with its end, its reason, the last thirty lines of its log, and where the rest is", async () => {
    const { ended } = await followed([exited(3, many)]);
    const text = describeProblem(failure("staging: migration of api", ended, "api was not touched", "run it again"));
    expect(text.split("\n")).toEqual([
      "staging: migration of api failed with exit code 3 after 0 s; api was not touched",
      `  task:    ${TASK}`,
      "  stopped: EssentialContainerExited: Essential container in task exited; proxy: exit code 137; api: exit code 3",
      "  the end of its log:",
      ...many.slice(-30).map((line) => `    | ${line}`),
      "  the whole log: /gantry/staging/api, stream api/api/0a1b",
      expect.stringMatching(/^ {2}fix: {5}.*run it again$/) as string,
    ]);
  });

  it.each([
    ["CannotPullContainerError: manifest unknown", "image exists"],
    ["ResourceInitializationError: unable to pull secrets or registry auth: secret not found", "secret or parameter"],
    ["OutOfMemoryError: Container killed due to memory usage", "memoryMiB"],
    ["SpotInterruption", "Spot"],
  ])("is told with what to do about %s", async (stoppedReason, advice) => {
    const { ended } = await followed([stopped({ stoppedReason })]);
    expect(failure("staging: migration of api", ended, "", "").fix).toContain(advice);
  });
});

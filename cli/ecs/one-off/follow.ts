import { setTimeout as sleep } from "node:timers/promises";
import type { Task } from "@aws-sdk/client-ecs";
import { GantryError } from "../../../modules/core/errors.js";
import { toStoppedTask } from "../client.js";
import { reasonOf } from "../render.js";
import type { TaskApi } from "./api.js";
import { TaskLog } from "./log.js";
import type { Ended } from "./one-off.js";
import type { Started } from "./start.js";

const POLL_MS = 2_000;

/** ECS tells of a new task a little after it has accepted it, and can't be asked for a moment. */
const UNKNOWN_POLLS = 15;

/** The last lines come a little after the end. */
const LATE_LOG_POLLS = 5;

export interface FollowOptions {
  readonly cluster: string;
  /** After so long the task is stopped. @default - it may take as long as it takes */
  readonly timeoutSeconds?: number;
  /** Aborted when the task is to be stopped. */
  readonly interrupted: AbortSignal;
  /** Told of the task's states. */
  readonly onStatus: (status: string) => void;
  /** Told of every line of its log. */
  readonly onLine: (line: string) => void;
  /** @default - the clock */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds. @default - the clock */
  readonly now?: () => number;
}

/**
 * Follows a task to its end, whoever ends it: by itself, by an interruption, by the clock.
 * @throws GantryError when ECS no longer knows it, or can't be asked for half a minute
 */
export async function follow(api: TaskApi, started: Started, options: FollowOptions): Promise<Ended> {
  const { cluster, timeoutSeconds, interrupted, onStatus, pause = waker(interrupted), now = Date.now } = options;
  const { task: arn, streams } = started;
  const log = new TaskLog(api, streams, options.onLine);
  const began = now();
  const seconds = () => Math.round((now() - began) / 1000);
  let stoppedFor: Ended["stoppedFor"];
  let [status, unknown] = ["", 0];
  let cause: unknown;
  for (;;) {
    // A network that is away for a moment must not cost the verdict on a migration.
    const task = await api.describe(cluster, arn).catch((error: unknown) => {
      cause = error;
      return undefined;
    });
    unknown = task === undefined ? unknown + 1 : 0;
    if (unknown > UNKNOWN_POLLS) throw cause ?? lost(cluster, arn);
    if (task?.lastStatus !== undefined && task.lastStatus !== status) {
      status = task.lastStatus;
      onStatus(status);
    }
    await log.read();
    if (task !== undefined && status === "STOPPED") {
      const end = { ...endOf(task, started), ...(stoppedFor === undefined ? {} : { stoppedFor }), seconds: seconds() };
      await readLateLines(log, pause);
      return { ...end, tail: log.tail, streams };
    }
    if (stoppedFor === undefined) {
      stoppedFor = interrupted.aborted ? "interruption" : isLate(seconds(), timeoutSeconds) ? "timeout" : undefined;
      if (stoppedFor !== undefined) {
        onStatus(
          stoppedFor === "timeout" ? `took longer than ${timeoutSeconds} s: stopping it` : "interrupted: stopping it",
        );
        await api.stop(cluster, arn, `gantry: ${stoppedFor}`);
      }
    }
    await pause(POLL_MS);
  }
}

/** What DescribeTasks says of a task that has stopped. */
function endOf(task: Task, { task: arn, container }: Started): Pick<Ended, "task" | "exitCode" | "reason"> {
  const { exitCode } = (task.containers ?? []).find(({ name }) => name === container) ?? {};
  return { task: arn, reason: reasonOf(toStoppedTask(task)), ...(exitCode === undefined ? {} : { exitCode }) };
}

async function readLateLines(log: TaskLog, pause: (milliseconds: number) => Promise<unknown>): Promise<void> {
  for (let poll = 1; poll <= LATE_LOG_POLLS; poll += 1) {
    await pause(POLL_MS / 2);
    if ((await log.read()) === 0 && poll > 1) return;
  }
}

function isLate(seconds: number, limit: number | undefined): boolean {
  return limit !== undefined && seconds >= limit;
}

/** Sleeps until an interruption at most; once interrupted, as long as asked. */
function waker(interrupted: AbortSignal): (milliseconds: number) => Promise<unknown> {
  return (milliseconds) =>
    interrupted.aborted ? sleep(milliseconds) : sleep(milliseconds, undefined, { signal: interrupted }).catch(() => {});
}

function lost(cluster: string, task: string): GantryError {
  return new GantryError({
    path: cluster,
    what: "no longer knows the task, so nobody can tell how it ended",
    value: task,
    fix: "its log tells more; run it again once you know what it did",
  });
}

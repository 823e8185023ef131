import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "../modules/core/errors.js";
import { callJson } from "./json-client.js";
import { launchHost, prepareDirectory } from "./life/launch.js";
import { withLock } from "./life/lock.js";
import { probe } from "./life/probe.js";
import { isHostProcess } from "./life/processes.js";
import { type Cloud, readRecord, removeRecord } from "./life/record.js";
import { CLOUD_DIRECTORY, logFile } from "./paths.js";

export type { Cloud } from "./life/record.js";
export { CLOUD_DIRECTORY, logFile } from "./paths.js";

/** Longer than a host takes to end both halves in good order. */
const STOP_MS = 10_000;
const START = "./gantry local start";
const RESTART = "./gantry local stop, then ./gantry local start (a fresh, empty world)";

export type CloudState =
  | { readonly status: "running"; readonly cloud: Cloud }
  | { readonly status: "stopped" }
  | { readonly status: "broken"; readonly reason: string; readonly fix: string };

export interface StartOptions {
  /** @default CLOUD_DIRECTORY */
  readonly directory?: string;
  /** Pins the AWS endpoint; 1–65535. @default - a free port */
  readonly port?: number;
  /** What the cloud's process gets: PATH, GANTRY_PYTHON, pip's settings. @default - the environment of this process */
  readonly environment?: NodeJS.ProcessEnv;
  /** Hears what takes time, one line each. */
  readonly onProgress?: (line: string) => void;
}

export interface StartResult {
  readonly cloud: Cloud;
  /** True for a new, empty world: what was planned or initialized against a former one is void. */
  readonly fresh: boolean;
}

/** Asks the processes themselves; a file that a crash left behind proves nothing. */
export async function cloudState(directory: string = CLOUD_DIRECTORY): Promise<CloudState> {
  const record = readRecord(directory);
  if (record === undefined) return { status: "stopped" };
  const { ended, ...cloud } = record;
  if (ended !== undefined) return { status: "broken", reason: `${ended}; its world is lost`, fix: START };
  const finding = await probe(cloud);
  if (finding === "alive") return { status: "running", cloud };
  // It was reset or stopped by somebody while we asked.
  if (readRecord(directory)?.world !== cloud.world) return cloudState(directory);
  if (finding === "gone") {
    const reason = `the cloud that was started at ${cloud.startedAt} was killed (process ${cloud.pid}); its world is lost`;
    return { status: "broken", reason, fix: START };
  }
  const who = finding.silent === "host" ? "the cloud's process" : "the AWS emulator";
  return { status: "broken", reason: `${who} does not answer (process ${cloud.pid})`, fix: RESTART };
}

/**
 * Starts the embedded cloud in a detached process, or returns the one that runs. Simultaneous calls, of this or of
 * other processes, yield one cloud. Throws one GantryError when it can't start, or runs on another port than `port`.
 */
export async function startCloud(options: StartOptions = {}): Promise<StartResult> {
  const { port, environment, onProgress = () => {} } = options;
  const directory = prepareDirectory(resolve(options.directory ?? CLOUD_DIRECTORY));
  const running = await runningCloud(directory, port);
  if (running !== undefined) return { cloud: running, fresh: false };
  return withLock(
    directory,
    "start",
    async () => {
      const other = await runningCloud(directory, port);
      if (other !== undefined) return { cloud: other, fresh: false };
      await farewell(directory);
      const pinned = port === undefined ? {} : { port };
      const inherited = environment === undefined ? {} : { environment };
      return { cloud: await launchHost({ directory, onProgress, ...pinned, ...inherited }), fresh: true };
    },
    () => onProgress("another command is starting or stopping the cloud; waiting for it"),
  );
}

/**
 * Stops the embedded cloud and everything in it, by force if it no longer answers.
 * @returns false when nothing was running
 */
export async function stopCloud(directory: string = CLOUD_DIRECTORY): Promise<boolean> {
  const folder = realFolder(directory);
  // Nothing was ever started here, and a stop must not make folders.
  if (!existsSync(folder)) return false;
  return withLock(folder, "start", async () => {
    const record = readRecord(folder);
    if (record === undefined) return false;
    const isOurs = isHostProcess(record.pid, folder);
    if (isOurs) await end(record, folder);
    removeRecord(folder);
    return isOurs;
  });
}

/** Empties the running cloud in place, at all four providers. @returns the cloud under its new world id */
export async function resetCloud(directory: string = CLOUD_DIRECTORY): Promise<Cloud> {
  const state = await cloudState(directory);
  if (state.status !== "running") {
    throw new GantryError({
      what: `the embedded cloud can't be reset: ${state.status === "broken" ? state.reason : "it is not running"}`,
      fix: state.status === "broken" ? state.fix : `${START} (a fresh world is empty anyway)`,
    });
  }
  const { controlEndpoint, world } = state.cloud;
  const url = `${controlEndpoint}/reset`;
  return (await callJson(url, { method: "POST", body: {}, world, timeoutMs: 180_000 })) as Cloud;
}

async function runningCloud(directory: string, port: number | undefined): Promise<Cloud | undefined> {
  const state = await cloudState(directory);
  if (state.status !== "running") return undefined;
  const actual = new URL(state.cloud.awsEndpoint).port;
  if (port !== undefined && actual !== String(port)) {
    throw new GantryError({
      what: "the embedded cloud already runs, on another port than the one asked for",
      value: `asked for ${port}, runs on ${actual}`,
      fix: "unset GANTRY_LOCAL_PORT to use it as it is, or ./gantry local stop first",
    });
  }
  return state.cloud;
}

/** Lets a former host finish its end. One that hangs is the user's to stop: it may hold a world that is still wanted. */
async function farewell(directory: string): Promise<void> {
  const record = readRecord(directory);
  if (record === undefined || (await isGone(record, directory))) return;
  const state = await cloudState(directory);
  throw new GantryError({
    what: `the embedded cloud is stuck${state.status === "broken" ? `: ${state.reason}` : ""}`,
    value: `process ${record.pid}`,
    fix: RESTART,
  });
}

/** Politely, then by force: a signal reaches a process that no longer serves its API. */
async function end(cloud: Cloud, directory: string): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    process.kill(cloud.pid, signal);
    if (await isGone(cloud, directory)) return;
  }
  throw new GantryError({
    what: `process ${cloud.pid} of the embedded cloud can't be ended`,
    fix: `see ${logFile(directory)}`,
  });
}

async function isGone({ pid }: Cloud, directory: string): Promise<boolean> {
  const deadline = Date.now() + STOP_MS;
  while (isHostProcess(pid, directory)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/** The path under which the host knows its folder, so that a link to it finds the same cloud. */
function realFolder(directory: string): string {
  return existsSync(directory) ? realpathSync(directory) : resolve(directory);
}

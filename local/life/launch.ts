import { type ChildProcess, spawn } from "node:child_process";
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
} from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import { isHostMessage } from "../host/messages.js";
import { logFile, REPOSITORY } from "../paths.js";
import { HOST_SCRIPT } from "./processes.js";
import type { Cloud } from "./record.js";

const LAST_LINES = 12;

export interface LaunchOptions {
  readonly directory: string;
  readonly port?: number;
  /** @default - the environment of this process */
  readonly environment?: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
}

/**
 * Starts the detached process and waits until its world is on record. Interrupting this process before that ends
 * the start; afterwards the cloud outlives this process and its terminal.
 * Throws one GantryError, with the last lines of the log when the reason isn't plain.
 */
export async function launchHost(options: LaunchOptions): Promise<Cloud> {
  const log = openLog(options.directory);
  let child: ChildProcess;
  try {
    child = spawn(process.execPath, hostArguments(options), {
      cwd: REPOSITORY,
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
      ...(options.environment === undefined ? {} : { env: options.environment }),
    });
  } finally {
    closeSync(log);
  }
  const cloud = await outcome(child, options);
  // From here on it lives its own life; its end is no longer this process's news.
  child.removeAllListeners();
  child.disconnect();
  child.unref();
  return cloud;
}

/**
 * Makes the folder of a cloud.
 * @returns its real path
 * Throws GantryError when it can't be written.
 */
export function prepareDirectory(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    return realpathSync(directory);
  } catch (error) {
    throw new GantryError(
      {
        path: directory,
        what: `can't be written (${(error as NodeJS.ErrnoException).code})`,
        fix: "make the folder writable for your user",
      },
      { cause: error },
    );
  }
}

function hostArguments({ directory, port }: LaunchOptions): readonly string[] {
  // By its own address, because the working directory of the caller may know nothing of tsx.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return ["--import", loader, HOST_SCRIPT, directory, ...(port === undefined ? [] : ["--port", String(port)])];
}

function outcome(child: ChildProcess, { directory, onProgress }: LaunchOptions): Promise<Cloud> {
  return new Promise((resolve, reject) => {
    child.on("message", (message) => {
      if (!isHostMessage(message)) return;
      if (message.gantry === "progress") onProgress(message.line);
      else if (message.gantry === "ready") resolve(message.cloud);
      else reject(new GantryError(message.problems.map((problem) => withLog(problem, directory))));
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      const what = `the embedded cloud ended while it started (${signal ?? `exit code ${code}`})`;
      const giveUp = () => reject(new GantryError(withLog({ what }, directory)));
      // Its last message, which may be the reason, can arrive after the news of its end.
      if (child.connected) child.once("disconnect", giveUp);
      else giveUp();
    });
  });
}

/** A problem that comes with its own fix needs no log. */
function withLog(problem: Problem, directory: string): Problem {
  if (problem.fix !== undefined) return problem;
  return {
    ...problem,
    value: `last lines of the log:\n    ${lastLines(logFile(directory)).join("\n    ")}`,
    fix: `mend what the log names; all of it is in ${logFile(directory)}`,
  };
}

function lastLines(file: string): readonly string[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line.trim() !== "").slice(-LAST_LINES);
  } catch (error) {
    return [`(${(error as Error).message})`];
  }
}

/** Each start has a log of its own; the one before it stays, since it may tell why the former cloud ended. */
function openLog(directory: string): number {
  const file = logFile(directory);
  if (existsSync(file)) renameSync(file, file.replace(/\.log$/, ".previous.log"));
  return openSync(file, "a", 0o600);
}

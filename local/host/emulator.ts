import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "../../modules/core/errors.js";
import { callJson } from "../json-client.js";
import { REPOSITORY } from "../paths.js";
import { LOOPBACK } from "./ports.js";

const READY_MS = 90_000;
const STOP_MS = 5_000;

/** The AWS half of the embedded cloud, a child process of the host. */
export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly pid: number | undefined;
  /** Resolves with the reason when the process has ended, for whatever cause. */
  readonly ended: Promise<string>;
  /** The emulator's own world id; throws when it doesn't answer. */
  world(): Promise<string>;
  /** Empties all accounts and regions in place. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** The Python of the emulator's own environment. */
  readonly python: string;
  /** @default 0 - a free port */
  readonly port?: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Starts the AWS emulator and waits until it accepts connections. Its log goes to this process's stderr. It holds
 * the other end of a pipe to this process and ends when that closes, so that not even a kill -9 leaves it behind.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const script = join(REPOSITORY, "local", "aws", "serve.py");
  const child = spawn(options.python, [script, "--host", LOOPBACK, "--port", String(options.port ?? 0)], {
    cwd: REPOSITORY,
    env: options.environment,
    stdio: ["pipe", "pipe", "inherit"],
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`the AWS emulator could not run: ${error.message}`));
    child.once("exit", (code, signal) => resolve(`the AWS emulator ended (${signal ?? `exit code ${code}`})`));
  });
  const port = await Promise.race([announcedPort(child), ended.then(failToStart), timeout()]).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  const endpoint = `http://${LOOPBACK}:${port}`;
  return {
    endpoint,
    pid: child.pid,
    ended,
    async world() {
      const health = (await callJson(`${endpoint}/gantry/health`)) as { world: string };
      return health.world;
    },
    async reset() {
      await callJson(`${endpoint}/gantry/reset`, { method: "POST", body: {}, timeoutMs: 120_000 });
    },
    async stop() {
      child.stdin?.end();
      child.kill("SIGTERM");
      const late = sleep(STOP_MS, undefined, { ref: false }).then(() => child.kill("SIGKILL"));
      await Promise.race([ended, late.then(() => ended)]);
    },
  };
}

/** The emulator prints one JSON line when it is ready; what it may print later is log. */
function announcedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("the emulator's output is not a pipe"));
    createInterface(child.stdout).on("line", (line) => {
      const port = readyPort(line);
      if (port === undefined) process.stderr.write(`${line}\n`);
      else resolve(port);
    });
  });
}

function readyPort(line: string): number | undefined {
  try {
    const { ready, port } = JSON.parse(line) as { ready?: unknown; port?: unknown };
    return ready === true && typeof port === "number" ? port : undefined;
  } catch {
    return undefined;
  }
}

function failToStart(reason: string): never {
  throw new GantryError({ what: `${reason} before it was ready` });
}

async function timeout(): Promise<never> {
  await sleep(READY_MS, undefined, { ref: false });
  throw new GantryError({ what: `the AWS emulator was not ready after ${READY_MS / 1000} seconds` });
}

/**
 * The detached process that hosts the embedded cloud: `node --import tsx local/main.ts <directory> [--port N]`.
 * Its output is the log. `startCloud` runs it and hears of its start over IPC; everybody else finds it through
 * `<directory>/cloud.json`.
 */
import { parseArgs } from "node:util";
import { GantryError } from "../modules/core/errors.js";
import { Host } from "./host/host.js";
import type { HostMessage } from "./host/messages.js";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { port: { type: "string" } } });
const [directory] = positionals;
if (directory === undefined) throw new GantryError({ what: "the directory of the cloud is missing" });

const abort = new AbortController();
let host: Host | undefined;

// The terminal that started the cloud may close; the cloud stays.
process.on("SIGHUP", () => {});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
// A cloud that nobody waits for was interrupted by its user, maybe before this line was reached.
process.once("disconnect", () => {
  if (host === undefined) abort.abort();
});
if (process.send !== undefined && !process.connected) abort.abort();
process.on("uncaughtException", (error) => {
  console.error(error);
  if (host === undefined) process.exit(1);
  void host.end(`the provider stand-ins crashed: ${error.message}`);
});

try {
  abort.signal.throwIfAborted();
  host = await Host.start({
    directory,
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    environment: process.env,
    onProgress: (line) => {
      log(line);
      tell({ gantry: "progress", line });
    },
    signal: abort.signal,
  });
} catch (error) {
  if (abort.signal.aborted) killGroup();
  else await report(error);
  process.exit(1);
}

const { world, awsEndpoint } = host.cloud;
log(`world ${world} is running, AWS at ${awsEndpoint}`);
if (abort.signal.aborted) void host.end();
else tell({ gantry: "ready", cloud: host.cloud });
const reason = await host.ended;
log(reason === undefined ? "stopped" : `ended: ${reason}`);
process.exit(reason === undefined ? 0 : 1);

function stop(): void {
  if (host === undefined) abort.abort();
  else void host.end();
}

/** An interrupted pip has children of its own, which would go on writing to the Python environment. */
function killGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // Started by hand, and so not the leader of a group: its children are the terminal's to interrupt.
  }
}

function log(line: string): void {
  console.error(`${new Date().toISOString()} ${line}`);
}

function tell(message: HostMessage): void {
  if (process.connected) process.send?.(message);
}

/** The reason of a failed start must have left before the process does. */
async function report(error: unknown): Promise<void> {
  // Its stack would push the emulator's own last words out of what the command shows.
  if (error instanceof GantryError) log(error.message);
  else console.error(error);
  const problems = error instanceof GantryError ? error.problems : [{ what: (error as Error).message }];
  if (!process.connected) return;
  await new Promise((resolve) => process.send?.({ gantry: "failed", problems } satisfies HostMessage, resolve));
}

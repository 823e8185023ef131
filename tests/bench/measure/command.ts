import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GantryError } from "../../../modules/core/errors.js";

/** What a command used, with all the Node processes that it started. */
export interface Usage {
  /** From its start until it ended. */
  readonly wallSeconds: number;
  /** User and system time of its Node processes; other programs, such as Terraform, count as wall time only. */
  readonly cpuSeconds: number;
  /** Most memory that one of its Node processes held, as the operating system saw it. */
  readonly peakMiB: number;
}

export interface Command {
  readonly line: readonly [program: string, ...args: string[]];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
}

const PROBE = fileURLToPath(new URL("probe.cjs", import.meta.url));

/** Lines of a failed command's output that its error quotes. */
const QUOTED_LINES = 30;
const KEPT_CHARACTERS = 20_000;

/**
 * Runs a command in a fresh process and measures it. When the signal fires, the command and all that
 * it started are interrupted, and have ended before this returns.
 *
 * @throws GantryError with the end of its output when it fails; the signal's reason when interrupted
 */
export async function measure(command: Command, signal: AbortSignal): Promise<Usage> {
  const folder = mkdtempSync(join(tmpdir(), "gantry-bench-"));
  try {
    const wallSeconds = await run(command, folder, signal);
    const processes = readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Omit<Usage, "wallSeconds">,
    );
    return {
      wallSeconds,
      cpuSeconds: processes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      peakMiB: Math.max(0, ...processes.map(({ peakMiB }) => peakMiB)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: Command, usageFolder: string, signal: AbortSignal): Promise<number> {
  const { line, directory, environment } = command;
  const [program, ...args] = line;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const started = performance.now();
    // A process group of its own: an interrupt reaches npx and what npx started alike.
    const child = spawn(program, args, {
      cwd: directory,
      env: { ...environment, NODE_OPTIONS: `--require ${JSON.stringify(PROBE)}`, GANTRY_BENCH_USAGE: usageFolder },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const interrupt = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    };
    signal.addEventListener("abort", interrupt);
    let output = "";
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    let wallSeconds = 0;
    child.on("exit", () => {
      wallSeconds = (performance.now() - started) / 1000;
      signal.removeEventListener("abort", interrupt);
    });
    child.on("close", (code, killedBy) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (code === 0) resolve(wallSeconds);
      else reject(failure(line, code ?? killedBy, output));
    });
  });
}

function failure(line: readonly string[], ending: number | string | null, output: string): GantryError {
  const lastLines = output.trim().split("\n").slice(-QUOTED_LINES).join("\n  ");
  return new GantryError({
    path: line.join(" "),
    what: `ended with ${ending}, so there is nothing to measure\n  ${lastLines}`,
    fix: "run the command by itself and mend what it says",
  });
}

import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { GantryError } from "../../modules/core/errors.js";
import { withLock } from "../life/lock.js";
import { REPOSITORY, VENV_DIRECTORY } from "../paths.js";
import { findPython } from "./interpreter.js";

const run = promisify(execFile);

/** How much of pip's output an error shows. */
const LAST_LINES = 12;

export interface VenvOptions {
  /** Where the environment lives. @default - `.gantry/venv` of the repository */
  readonly directory?: string;
  /** What to install; every line needs hashes. @default - `local/aws/requirements.txt` */
  readonly requirements?: string;
  /** GANTRY_PYTHON and PATH say which Python; pip reads its own settings from it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress?: (line: string) => void;
  /** Ends pip, too. */
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that the AWS emulator's Python environment exists and holds exactly what the requirements say.
 * @returns the path of its Python
 * Throws GantryError when there is no fitting Python or when pip fails, with pip's last lines.
 */
export async function ensureVenv(options: VenvOptions): Promise<string> {
  const { directory = VENV_DIRECTORY, onProgress = () => {} } = options;
  const requirements = options.requirements ?? join(REPOSITORY, "local", "aws", "requirements.txt");
  const key = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (await serves(directory, key)) return interpreter(directory);
  mkdirSync(dirname(directory), { recursive: true });
  // Clouds of several directories share the environment, so two starts may both find it missing.
  await withLock(
    dirname(directory),
    basename(directory),
    async () => {
      if (await serves(directory, key)) return;
      const python = await findPython(options.environment);
      onProgress(`preparing the AWS emulator's Python ${python.version} environment (once; takes up to a minute)`);
      // An interrupted installer may write for a moment longer.
      rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      await create(python.path, directory, options);
      await install(directory, requirements, options);
      writeFileSync(marker(directory), `${JSON.stringify({ requirements: key, python: python.version })}\n`);
    },
    () => onProgress("another command is preparing the Python environment; waiting for it"),
  );
  return interpreter(directory);
}

/** The marker is written last, so an interrupted installation never counts; a removed base Python fails to run. */
async function serves(directory: string, key: string): Promise<boolean> {
  try {
    const { requirements } = JSON.parse(readFileSync(marker(directory), "utf8")) as { requirements?: unknown };
    if (requirements !== key) return false;
    await run(interpreter(directory), ["-c", ""]);
    return true;
  } catch {
    return false;
  }
}

async function create(python: string, directory: string, { environment, signal }: VenvOptions): Promise<void> {
  try {
    await run(python, ["-m", "venv", directory], { env: environment, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    signal?.throwIfAborted();
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new GantryError(
      {
        path: directory,
        what: "could not be made a Python virtual environment",
        value: lastLines(`${stdout}\n${stderr}`.split("\n")),
        fix: "mend what Python says above (Debian and Ubuntu: apt install python3-venv), or set GANTRY_PYTHON",
      },
      { cause: error },
    );
  }
}

async function install(directory: string, requirements: string, options: VenvOptions): Promise<void> {
  const { environment, onProgress = () => {}, signal } = options;
  const pip = ["-m", "pip", "install", "--require-hashes", "--requirement", requirements];
  const child = spawn(
    interpreter(directory),
    [...pip, "--no-input", "--progress-bar", "off", "--disable-pip-version-check"],
    { env: environment, stdio: ["ignore", "pipe", "pipe"], ...(signal === undefined ? {} : { signal }) },
  );
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    const packages = /^Installing collected packages: (.*)$/.exec(line)?.[1];
    if (packages !== undefined) onProgress(`downloaded; installing ${packages.split(",").length} Python packages`);
  });
  createInterface(child.stderr).on("line", (line) => lines.push(line));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  throw new GantryError({
    what: "pip could not install the AWS emulator",
    value: lastLines(lines),
    fix: "check the network or pip's index settings (pip config list), then run the command again",
  });
}

function lastLines(lines: readonly string[]): string {
  return lines
    .filter((line) => line.trim() !== "")
    .slice(-LAST_LINES)
    .join("\n           ");
}

function interpreter(directory: string): string {
  return join(directory, "bin", "python");
}

function marker(directory: string): string {
  return join(directory, "gantry.json");
}

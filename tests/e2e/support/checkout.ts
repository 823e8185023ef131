import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cloud, cloudState, stopCloud } from "../../../local/cloud.js";
import { type Configuration, overlay } from "./overlay.js";

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CheckoutOptions {
  /**
   * What it has in `environments/`: what the repository ships, or a configuration of the tests' own, which deploys in
   * a fraction of the time and stays as it is whatever a team makes of theirs.
   * @default "one-service"
   */
  readonly configuration?: Configuration;
  /**
   * When Terraform compares its plugins with the locked hashes: in every command as it does by itself, or once for each
   * stack, which saves a tenth of the CPU of a long lane.
   * @default "always"
   */
  readonly verifies?: "always" | "once";
}

export interface RunOptions {
  /** Added to, or with `undefined` taken from, the environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly cwd?: string;
}

/**
 * A clone of this repository under another path, as a newcomer has it: its own files, its own
 * embedded cloud on its own ports, its own state. Tests edit it and run its commands as users do.
 * Only what installing makes (packages, the Python environment, the schemas of the stand-ins) is shared with the
 * repository.
 */
export class Checkout {
  readonly path: string;
  private readonly environment: Readonly<Record<string, string>>;
  private readonly children = new Set<ChildProcess>();

  constructor(label: string, { configuration = "one-service", verifies = "always" }: CheckoutOptions = {}) {
    this.environment = verifies === "always" ? {} : verifyingOnce();
    this.path = realpathSync(mkdtempSync(join(tmpdir(), `gantry-${label}-`)));
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: REPOSITORY,
      encoding: "utf8",
    });
    for (const file of files.split("\0").filter((name) => name !== "" && !name.startsWith("tests/"))) {
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      cpSync(join(REPOSITORY, file), join(this.path, file), { force: true });
    }
    overlay(REPOSITORY, configuration, this.path);
    symlinkSync(join(REPOSITORY, "node_modules"), join(this.path, "node_modules"));
    mkdirSync(join(REPOSITORY, ".gantry"), { recursive: true });
    mkdirSync(join(this.path, ".gantry"));
    for (const shared of ["venv", "schemas"]) {
      symlinkSync(join(REPOSITORY, ".gantry", shared), join(this.path, ".gantry", shared));
    }
  }

  /** Runs `./gantry` to its end. */
  gantry(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return this.run("./gantry", args, options);
  }

  /** Runs a command in the clone to its end. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const child = this.start(command, args, options);
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdin?.end(options.input ?? "");
    return new Promise((done, fail) => {
      child.on("error", fail);
      child.on("close", (code, signal) => {
        this.children.delete(child);
        done({ code: code ?? (signal === null ? -1 : 128), stdout, stderr });
      });
    });
  }

  /** Starts a command and returns at once; for what a test interrupts. */
  start(command: string, args: readonly string[], { env = {}, cwd }: RunOptions = {}): ChildProcess {
    const child = spawn(command, args, {
      cwd: cwd ?? this.path,
      env: { ...process.env, ...this.environment, CHECKPOINT_DISABLE: "1", NO_COLOR: "1", ...env },
      stdio: "pipe",
    });
    this.children.add(child);
    return child;
  }

  /** Changes one place of one file, as an editor would. The text must be there exactly once. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.path, file);
    const text = readFileSync(path, "utf8");
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${file} holds "${from}" ${parts.length - 1} times, not once`);
    writeFileSync(path, parts.join(to));
  }

  /** The embedded cloud of this clone. */
  async cloud(): Promise<Cloud> {
    const state = await cloudState(join(this.path, ".gantry", "local"));
    if (state.status !== "running") throw new Error(`the embedded cloud of ${this.path} is ${state.status}`);
    return state.cloud;
  }

  /** Ends what still runs, stops the cloud, removes the clone. */
  async dispose(): Promise<void> {
    for (const child of this.children) child.kill("SIGKILL");
    await stopCloud(join(this.path, ".gantry", "local"));
    rmSync(this.path, { recursive: true, force: true });
  }
}

function verifyingOnce(): Readonly<Record<string, string>> {
  return {
    TERRAFORM: process.env["TERRAFORM_BINARY_NAME"] ?? "terraform",
    TERRAFORM_BINARY_NAME: join(REPOSITORY, "tests/e2e/support/verify-once.sh"),
  };
}

/** Fails with all that the command printed, instead of a bare exit code. */
export function expectCode(run: Run, code: number): Run {
  if (run.code === code) return run;
  throw new Error(`exit code ${run.code}, expected ${code}\n--- stdout\n${run.stdout}\n--- stderr\n${run.stderr}`);
}

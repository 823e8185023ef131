import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Interrupts } from "../interrupts.js";
import type { Binary } from "./binary.js";

/** A Terraform that is ready to run in one stack's folder. */
export interface Terraform {
  readonly binary: Binary;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly interrupts: Interrupts;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs Terraform to its end and returns what it said; a code other than 0 is the caller's to judge.
 *
 * It runs in a process group of its own, so that Ctrl-C on the terminal reaches it once, through us, and not twice:
 * Terraform takes a second SIGINT as an order to give up and to leave its lock behind.
 * @param onLine called with every line of stdout as it comes; such output isn't collected
 * @throws GantryError when the user stopped the command, after Terraform has ended
 */
export async function runTerraform(
  { binary, directory, environment, interrupts }: Terraform,
  line: readonly string[],
  onLine?: (line: string) => void,
): Promise<Finished> {
  interrupts.check();
  const child = spawn(binary.path, line, {
    cwd: directory,
    env: terraformEnvironment(environment),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  interrupts.guard(child);

  const stdout: string[] = [];
  const stderr: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (text) => (onLine === undefined ? stdout.push(text) : onLine(text)));
  child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.push(text));

  const read = new Promise((resolve) => lines.once("close", resolve));
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  await read;
  interrupts.check();
  return { code, stdout: stdout.join("\n"), stderr: stderr.join("") };
}

/** Settings of a person's shell that would silently turn a run into another one. */
const FOREIGN = /^TF_(WORKSPACE|DATA_DIR|CLI_ARGS.*)$/;

function terraformEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(own), TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
}

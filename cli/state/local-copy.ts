import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Context } from "../context.js";
import type { Reach } from "../target/session.js";
import { readState, type StateContents } from "../terraform/state.js";
import { stackDirectory, type Workspace } from "../workspace.js";

/** Terraform lets a file of this name replace parts of the configuration beside it. */
const OVERRIDE = "backend_override.tf.json";

/**
 * The copy of the bucket's own state on this machine: it exists only while the bucket is being made or taken away,
 * and outlives a killed command so that the next one can go on.
 */
export class LocalCopy {
  private readonly file: string;
  private readonly override: string;

  constructor({ workspace }: Context, { cloud }: Reach) {
    this.file = join(workspace.home, "state", cloud?.world ?? "aws", "terraform.tfstate");
    this.override = join(stackDirectory(workspace, "state"), OVERRIDE);
  }

  /** What it holds; undefined when there is none. Terraform makes the file, still empty, before its first write. */
  read(): StateContents | undefined {
    const text = this.text();
    return text === "" ? undefined : readState(text);
  }

  text(): string {
    return existsSync(this.file) ? readFileSync(this.file, "utf8") : "";
  }

  /** Makes the stack's folder keep its state here instead of in the bucket. */
  use(): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.override, JSON.stringify({ terraform: { backend: { local: { path: this.file } } } }));
  }

  /** Makes the stack's folder keep its state in the bucket again. */
  leave(): void {
    rmSync(this.override, { force: true });
  }

  write(state: string): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    writeFileSync(this.file, state, { mode: 0o600 });
  }

  remove(): void {
    for (const file of [this.file, `${this.file}.backup`]) rmSync(file, { force: true });
  }
}

/** The physical names that the synthesized stack gives to its resources of a type, by address. */
export function namesInStack(workspace: Workspace, type: string, argument: string): ReadonlyMap<string, string> {
  const file = join(stackDirectory(workspace, "state"), "cdk.tf.json");
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    resource?: Record<string, Record<string, Record<string, unknown>>>;
  };
  const named = Object.entries(resource[type] ?? {}).flatMap(([id, values]): [string, string][] => {
    const value = values[argument];
    return typeof value === "string" && !value.includes("${") ? [[`${type}.${id}`, value]] : [];
  });
  return new Map(named);
}

import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Interrupts } from "../../cli/interrupts.js";
import type { Terraform } from "../../cli/terraform/run.js";

const COMMAND = join(import.meta.dirname, "../support/fake-command.sh");

/** A folder of a stack with shell scripts that stand in for Terraform. They note how they were called. */
export class FakeTerraform {
  readonly folder = mkdtempSync(join(tmpdir(), "gantry-cli-"));

  /** Writes a script; @returns its path */
  script(body: string, name = "terraform"): string {
    const path = join(this.folder, name);
    const notes = `echo "$*" >> "${this.folder}/calls"\nenv > "${this.folder}/environment"`;
    writeFileSync(`${path}.sh`, `${notes}\n${body}\n`);
    if (!existsSync(path)) symlinkSync(COMMAND, path);
    return path;
  }

  /** A Terraform that does what the script says. */
  terraform(body: string, environment: NodeJS.ProcessEnv = {}): Terraform {
    return {
      binary: { path: this.script(body), product: "Terraform", version: "1.11.4" },
      directory: this.folder,
      environment: { PATH: process.env["PATH"], ...environment },
      interrupts: new Interrupts(() => {}),
    };
  }

  /** A PATH on which the scripts come first. */
  path(): NodeJS.ProcessEnv {
    return { PATH: `${this.folder}${delimiter}${process.env["PATH"]}` };
  }

  /** The arguments of every call. */
  calls(): readonly string[] {
    return this.read("calls").trim().split("\n");
  }

  /** A file of the folder; empty when there is none. */
  read(name: string): string {
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }
}

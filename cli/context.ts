import type { Interrupts } from "./interrupts.js";
import type { Output } from "./terminal/output.js";
import type { Prompt } from "./terminal/prompt.js";
import type { Workspace } from "./workspace.js";

/** What every command is given; nothing below `main.ts` looks for these by itself. */
export interface Context {
  readonly workspace: Workspace;
  /** The environment of the caller, unchanged. */
  readonly environment: NodeJS.ProcessEnv;
  readonly output: Output;
  readonly prompt: Prompt;
  readonly interrupts: Interrupts;
}

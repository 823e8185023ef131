import type { GantryError } from "../modules/core/errors.js";

/** What the command's exit codes mean; scripts and pipelines rely on them. */
export const EXIT = {
  /** Done, or nothing to do. */
  done: 0,
  /** Something is broken or wrong. */
  failed: 1,
  /** `diff` found changes. */
  changes: 2,
  /** A guard, a policy or a lock said no; nothing was changed. */
  refused: 3,
} as const;

/** The code of a command whose user had enough of it. As shells have it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * The code of a run over several things: an error outweighs a refusal, and a refusal outweighs changes.
 * @default - `done` when there was nothing to do
 */
export function worst(codes: readonly ExitCode[]): ExitCode {
  const severity: readonly ExitCode[] = [EXIT.failed, EXIT.refused, EXIT.changes];
  return severity.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** The code that an error ends a command with. */
export function exitCodeOf(error: GantryError): ExitCode {
  return error.outcome === "refused" ? EXIT.refused : EXIT.failed;
}

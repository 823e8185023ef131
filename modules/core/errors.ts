/** One thing that is wrong, in the words of the person who can mend it. */
export interface Problem {
  /** Where it was found: a path such as `staging.services.api.memoryMiB`, or the path of a construct. */
  readonly path?: string;
  /** What is wrong, as a statement: `is larger than the task`. */
  readonly what: string;
  /** The value that was met. Never pass a secret. */
  readonly value?: unknown;
  /** What would have been accepted. */
  readonly allowed?: string;
  /** The one thing to do about it. */
  readonly fix?: string;
}

/**
 * How a command ends that could not do its work: `failed` (1) when something is broken or wrong,
 * `refused` (3) when a guard, a policy or a lock said no and nothing was changed.
 */
export type Outcome = "failed" | "refused";

/**
 * The only error that Gantry throws on purpose. It carries every problem that was found, so that
 * one run shows them all; anything else that surfaces is a defect and keeps its stack trace.
 */
export class GantryError extends Error {
  override readonly name = "GantryError";
  readonly problems: readonly Problem[];
  readonly outcome: Outcome;

  constructor(problems: Problem | readonly Problem[], options: { outcome?: Outcome; cause?: unknown } = {}) {
    const list: readonly Problem[] = Array.isArray(problems) ? problems : [problems as Problem];
    super(list.map(describe).join("\n"), options.cause === undefined ? undefined : { cause: options.cause });
    this.problems = list;
    this.outcome = options.outcome ?? "failed";
  }
}

/** Renders a problem on as many lines as it has facts, the first of which can stand alone. */
export function describe({ path, what, value, allowed, fix }: Problem): string {
  const lines = [path === undefined ? what : `${path} ${what}`];
  if (value !== undefined) lines.push(`  value:   ${show(value)}`);
  if (allowed !== undefined) lines.push(`  allowed: ${allowed}`);
  if (fix !== undefined) lines.push(`  fix:     ${fix}`);
  return lines.join("\n");
}

function show(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

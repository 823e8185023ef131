import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";

/** A bastion that could not be closed. */
export interface Left {
  readonly environment: string;
  readonly reason: GantryError;
}

/** What became of each. */
export interface Closed {
  readonly closed: readonly string[];
  /** Those that had none. */
  readonly none: readonly string[];
  readonly left: readonly Left[];
}

/**
 * Closes one bastion after the other. One that can't be closed keeps nobody from the others; an interruption does.
 *
 * @param close says whether there was one
 */
export async function closeEach(
  { interrupts }: Pick<Context, "interrupts">,
  environments: readonly string[],
  close: (environment: string) => Promise<boolean>,
): Promise<Closed> {
  const [closed, none, left]: [string[], string[], Left[]] = [[], [], []];
  for (const environment of environments) {
    try {
      ((await close(environment)) ? closed : none).push(environment);
    } catch (error) {
      interrupts.check();
      if (!(error instanceof GantryError)) throw error;
      left.push({ environment, reason: error });
    }
  }
  return { closed, none, left };
}

/** The error of a command that left some; `refused` where that is all that stood in the way. */
export function leftError(left: readonly Left[]): GantryError {
  const outcome = left.every(({ reason }) => reason.outcome === "refused") ? "refused" : "failed";
  const problems = left.flatMap(({ environment, reason }) =>
    reason.problems.map(({ path, what, ...more }) => ({
      path: `the bastion of ${environment}`,
      what: `is left: ${path === undefined ? "" : `${path} `}${what}`,
      ...more,
    })),
  );
  return new GantryError(problems, { outcome });
}

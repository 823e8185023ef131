import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { Way } from "../../modules/core/hours.js";
import type { Progress, StepFailure } from "./history.js";

/** What programs are told of an execution. */
export function progressDocument({ began, steps, failures, end }: Progress): object {
  return {
    outcome: end?.status ?? "running",
    ...(began === undefined || end === undefined ? {} : { seconds: secondsBetween(began, end.at) }),
    steps: steps.map(({ name, began: from, ended, outcome }) => ({
      name,
      outcome,
      ...(ended === undefined ? {} : { seconds: secondsBetween(from, ended) }),
    })),
    failures,
  };
}

const FIXES: Readonly<Record<Way, string>> = {
  wake: "what went well stays as it is; mend it, and run the same command again",
  sleep: "what went well sleeps; mend it, and run the same command again: it costs as long as it runs",
};

/** The error of an execution that ended otherwise than well. */
export function endedBadly(
  environment: string,
  to: Way,
  execution: string,
  { failures, end }: Pick<Progress, "failures" | "end">,
): GantryError {
  const cause = failures.length > 0 || (end?.cause ?? "") === "" ? "" : `, ${end?.cause}`;
  const whole: Problem = {
    path: environment,
    what: `was not all ${to === "wake" ? "woken" : "put to sleep"}: its execution ended as ${end?.status}${cause}`,
    value: execution,
    fix: FIXES[to],
  };
  return new GantryError([...failures.map((failure) => problemOf(environment, failure)), whole]);
}

function problemOf(environment: string, { state, error, cause, tries }: StepFailure): Problem {
  const times = tries === 1 ? "" : ` ${tries} times`;
  return { path: `${environment}: ${state}`, what: `failed${times}: ${error}`, value: cause };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 1000);
}

import { GantryError, type Problem } from "../../modules/core/errors.js";

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** `note`: not needed for what was asked, but good to know. */
  readonly outcome: "ok" | "note" | "fail";
  /** What was found. */
  readonly detail: string;
  /** The one line that mends it. */
  readonly fix?: string;
}

/** What can't be told now, as a statement. It stops nothing. */
export interface Doubt {
  readonly doubt: string;
}

/** Something to look at. `look` returns what it found, or throws a GantryError for what has to be mended. */
export interface Check {
  readonly name: string;
  readonly look: () => string | Doubt | Promise<string | Doubt>;
  /** Whether a failure stops the work that is ahead. @default true */
  readonly required?: boolean;
}

/** Looks at everything, side by side, and reports in the given order. */
export async function runChecks(checks: readonly Check[]): Promise<readonly Finding[]> {
  const findings = checks.map(async ({ name, look, required = true }): Promise<readonly Finding[]> => {
    try {
      const found = await look();
      return [
        typeof found === "string"
          ? { name, outcome: "ok", detail: found }
          : { name, outcome: "note", detail: found.doubt },
      ];
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      return error.problems.map((problem) => toFinding(name, required, problem));
    }
  });
  return (await Promise.all(findings)).flat();
}

/** The error of a command that can't begin; undefined when nothing is in its way. */
export function blockers(findings: readonly Finding[]): GantryError | undefined {
  const failed = findings.filter(({ outcome }) => outcome === "fail");
  if (failed.length === 0) return undefined;
  return new GantryError(failed.map(({ detail, fix }) => ({ what: detail, ...(fix === undefined ? {} : { fix }) })));
}

function toFinding(name: string, required: boolean, { path, what, value, fix }: Problem): Finding {
  const found = value === undefined ? "" : ` (${typeof value === "string" ? value : JSON.stringify(value)})`;
  return {
    name,
    outcome: required ? "fail" : "note",
    detail: `${path === undefined ? "" : `${path} `}${what}${found}`,
    ...(fix === undefined ? {} : { fix }),
  };
}

import type { CtyType } from "../schema/types.js";

/** A step into a value: an attribute's name, a map's key or a list's index. */
export type PathStep = string | number;

/** Something wrong with a resource, and where. */
export interface Problem {
  readonly path: readonly PathStep[];
  /** The vendor's own words where they are known. */
  readonly message: string;
  /** What is allowed, and how to mend it. */
  readonly hint?: string;
}

/** The protocol's `Diagnostic` message. */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail: string;
  readonly attribute: AttributePath | null;
}

/** The protocol's `AttributePath` message. */
export interface AttributePath {
  readonly steps: readonly Record<string, string | number>[];
}

/** Carries problems out of a plan or an apply. */
export class Refusal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join("; "));
  }

  /** One problem with the whole resource. */
  static of(message: string, hint?: string): Refusal {
    return new Refusal([hint === undefined ? { path: [], message } : { path: [], message, hint }]);
  }
}

export function problemDiagnostic(problem: Problem, type: CtyType): Diagnostic {
  const attribute = attributePath(problem.path, type);
  return {
    severity: "ERROR",
    summary: problem.message,
    detail: problem.hint ?? "",
    attribute: attribute.steps.length === 0 ? null : attribute,
  };
}

/** What Terraform shows for any error thrown while answering a call; the process goes on serving. */
export function errorDiagnostics(error: unknown, type: CtyType): readonly Diagnostic[] {
  if (error instanceof Refusal) return error.problems.map((problem) => problemDiagnostic(problem, type));
  const message = error instanceof Error ? error.message : String(error);
  return [{ severity: "ERROR", summary: "The provider's stand-in failed", detail: message, attribute: null }];
}

/** The elements of a set have no index, so a path ends at the set that holds the culprit. */
export function attributePath(path: readonly PathStep[], type: CtyType): AttributePath {
  const steps: Record<string, string | number>[] = [];
  let current: CtyType | undefined = type;
  for (const step of path) {
    if (current === undefined || typeof current === "string" || current[0] === "set") break;
    if (current[0] === "object") {
      steps.push({ attribute_name: String(step) });
      current = current[1][String(step)];
    } else {
      steps.push(typeof step === "number" ? { element_key_int: step } : { element_key_string: step });
      current = current[1];
    }
  }
  return { steps };
}

import type { Change } from "./changes.js";
import { type Durations, expected, type Step } from "./durations.js";
import type { PlanJson } from "./plan-json.js";

/** One thing that an apply does, and what it waits for. */
export interface Work {
  readonly address: string;
  readonly type: string;
  readonly step: Step;
  readonly expectedSeconds: number;
}

/** How far a piece of work has come. */
export type Stage = { readonly done: true } | { readonly done: false; readonly elapsedSeconds: number };

/** The steps of a plan; a replacement is a deletion and a creation. */
export function workOf(changes: readonly Change[], durations: Durations): readonly Work[] {
  return changes.flatMap(({ address, type, action }) =>
    stepsOf(action).map((step) => ({ address, type, step, expectedSeconds: expected(durations, type, step) })),
  );
}

/** Which resource refers to which, by configured address. Includes what doesn't change and data sources. */
export function referencesOf(plan: PlanJson): ReadonlyMap<string, readonly string[]> {
  const references = new Map<string, readonly string[]>();
  for (const { address, expressions, depends_on = [] } of plan.configuration?.root_module?.resources ?? []) {
    const found = [...collect(expressions), ...depends_on].map(resourceOf).filter((other) => other !== address);
    references.set(address, [...new Set(found)]);
  }
  return references;
}

/**
 * The seconds that an apply still takes: the longest chain of work that waits for one another, or all of it shared
 * among Terraform's workers, whichever is longer.
 * @param stageOf how far each piece of work has come
 */
export function remainingSeconds(
  work: readonly Work[],
  references: ReadonlyMap<string, readonly string[]>,
  stageOf: (work: Work) => Stage,
  parallelism: number,
): number {
  const left = (piece: Work): number => {
    const stage = stageOf(piece);
    // What takes longer than expected is taken to need a tenth of its age more.
    return stage.done ? 0 : Math.max(piece.expectedSeconds - stage.elapsedSeconds, stage.elapsedSeconds / 10);
  };
  const total = work.reduce((sum, piece) => sum + left(piece), 0);
  const making = weigh(
    work.filter(({ step }) => step !== "delete"),
    left,
  );
  const deleting = weigh(
    work.filter(({ step }) => step === "delete"),
    left,
  );
  return Math.max(total / parallelism, longestPath(making, references), longestPath(deleting, reverse(references)));
}

function stepsOf(action: Change["action"]): readonly Step[] {
  if (action === "create" || action === "update" || action === "delete") return [action];
  return action === "replace" ? ["delete", "create"] : [];
}

function weigh(work: readonly Work[], left: (piece: Work) => number): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const piece of work) {
    const key = withoutIndex(piece.address);
    weights.set(key, Math.max(weights.get(key) ?? 0, left(piece)));
  }
  return weights;
}

/** The heaviest chain in a graph; what Terraform accepts as a plan has no cycles. */
function longestPath(weights: ReadonlyMap<string, number>, edges: ReadonlyMap<string, readonly string[]>): number {
  const known = new Map<string, number>();
  const visit = (address: string): number => {
    const found = known.get(address);
    if (found !== undefined) return found;
    known.set(address, 0);
    const before = Math.max(0, ...(edges.get(address) ?? []).map(visit));
    const length = before + (weights.get(address) ?? 0);
    known.set(address, length);
    return length;
  };
  return Math.max(0, ...[...weights.keys()].map(visit));
}

function reverse(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const reversed = new Map<string, string[]>();
  for (const [from, targets] of edges) {
    for (const to of targets) reversed.set(to, [...(reversed.get(to) ?? []), from]);
  }
  return reversed;
}

/** Every `references` list within the expressions of a resource. */
function collect(expression: unknown): readonly string[] {
  if (typeof expression !== "object" || expression === null) return [];
  return Object.entries(expression).flatMap(([key, value]) =>
    key === "references" && Array.isArray(value) ? value.filter((one) => typeof one === "string") : collect(value),
  );
}

/** `aws_vpc.main.id` → `aws_vpc.main`; `data.aws_ssm_parameter.ami.value` → `data.aws_ssm_parameter.ami` */
function resourceOf(reference: string): string {
  const parts = withoutIndex(reference).split(".");
  return parts.slice(0, parts[0] === "data" ? 3 : 2).join(".");
}

function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]/g, "");
}

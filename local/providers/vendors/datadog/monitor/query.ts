/** How a monitor's query compares, and with what. */
export interface Comparison {
  readonly operator: Operator;
  readonly threshold: number;
  /** The query without its comparison. */
  readonly expression: string;
}

export type Operator = ">" | ">=" | "<" | "<=" | "==" | "!=";

const COMPARISON = /^(.*?)\s*(>=|<=|==|!=|>|<)\s*(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/is;

/** Reads the comparison at the end of a query; metric math before it is of no matter. */
export function readComparison(query: string): Comparison | undefined {
  const match = COMPARISON.exec(query.trim());
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined;
  // `=>` and the like: half of it would pass for an operator.
  if (/[=<>!]$/.test(match[1])) return undefined;
  return { expression: match[1], operator: match[2] as Operator, threshold: Number(match[3]) };
}

/** The types that alert on something else than a number at the end of their query. */
const WITHOUT_COMPARISON = new Set(["composite", "service check", "synthetics alert"]);

export function comparesWithNumber(type: string): boolean {
  return !WITHOUT_COMPARISON.has(type);
}

/** The tags that a query groups by: `… by {host,service}` of metrics, `.by("host")` of searches. */
export function groupingTags(query: string): readonly string[] {
  const metric = [...query.matchAll(/\bby\s*\{([^}]*)\}/g)].map((match) => match[1] ?? "");
  const search = [...query.matchAll(/\.by\(([^)]*)\)/g)].map((match) => match[1] ?? "");
  return [...metric, ...search]
    .flatMap((list) => list.split(","))
    .map((tag) => tag.trim().replaceAll('"', ""))
    .filter((tag) => tag !== "");
}

/** Parentheses, brackets and braces close in the order in which they open; what stands in quotes is skipped. */
export function isBalanced(query: string): boolean {
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  for (const character of query.replace(/"(?:[^"\\]|\\.)*"/g, "")) {
    if (character === '"') return false;
    if ("([{".includes(character)) open.push(character);
    const opener = closing[character];
    if (opener !== undefined && open.pop() !== opener) return false;
  }
  return open.length === 0;
}

/** A number as the API prints it: Python's way, always with a fraction. */
export function asFloat(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}

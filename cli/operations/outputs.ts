import { columns } from "../terminal/text.js";
import type { Outputs } from "../terraform/state.js";

/** A stack's outputs as aligned lines; objects are spread out. */
export function renderOutputs(outputs: Outputs): readonly string[] {
  const rows = Object.entries(outputs).flatMap(([name, value]) => flatten(name, value));
  return columns(rows).map((line) => `  ${line}`);
}

/** `summary: { url, services: { api } }` → rows `url`, `services.api`: the word "summary" says nothing to people. */
function flatten(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  const prefix = path === "summary" ? "" : `${path}.`;
  return Object.entries(value).flatMap(([key, inner]) => flatten(`${prefix}${key}`, inner));
}

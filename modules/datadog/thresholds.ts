import { GantryError } from "../core/errors.js";
import { disordered, type Levels } from "../core/monitoring/levels.js";

export type { Thresholds } from "../core/monitoring/levels.js";

/**
 * Refuses levels that Datadog would refuse, or that could never be met in their order, before any provider is asked.
 *
 * @param path of the monitor, for the message
 * @throws GantryError with every pair that stands on the wrong side
 */
export function checkThresholds(path: string, levels: Levels): void {
  const problems = disordered(path, levels);
  if (problems.length > 0) throw new GantryError(problems);
}

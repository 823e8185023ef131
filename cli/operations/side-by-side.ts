import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";

/**
 * Waits for several pieces of work at once, and for all of them whatever happens to one: Terraform must never be
 * left alone.
 * @throws GantryError with the problems of all that failed
 */
export async function sideBySide<T>({ interrupts }: Context, work: readonly Promise<T>[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(work);
  interrupts.check();
  const errors = results.flatMap((result): unknown[] => (result.status === "rejected" ? [result.reason] : []));
  const defect = errors.find((error) => !(error instanceof GantryError));
  if (defect !== undefined) throw defect;
  // Two pieces of work may have failed of one and the same cause.
  const failures = [...new Set(errors.filter((error) => error instanceof GantryError))];
  if (failures.length > 0) {
    const outcome = failures.every((failure) => failure.outcome === "refused") ? "refused" : "failed";
    throw new GantryError(
      failures.flatMap(({ problems }) => problems),
      { outcome },
    );
  }
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

import { type Checkout, expectCode, type Run } from "./checkout.js";
import type { Change, DiffReport } from "./reports.js";

/** A plan that was looked at, and is applied as it is or not at all. */
export interface Review {
  readonly changes: readonly Change[];
  /** The plan, in the clone's root. */
  readonly file: string;
  readonly deploy: () => Promise<Run>;
}

/** Keeps the plan of a stack that has changes, as a review in CI does. */
export async function review(clone: Checkout, stack: string): Promise<Review> {
  const file = `${stack}.tfplan`;
  const options = ["--cloud", "local"];
  const { stdout } = expectCode(await clone.gantry(["diff", stack, "--out", file, "--json", ...options]), 2);
  const [plan] = (JSON.parse(stdout) as DiffReport).stacks;
  return {
    changes: plan?.changes ?? [],
    file,
    deploy: () => clone.gantry(["deploy", stack, "--plan", file, "--yes", ...options]),
  };
}

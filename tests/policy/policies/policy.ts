import type { Construct } from "constructs";
import type { Synthesized } from "../../support/synth.js";

/** Something that holds for every stack of every environment. */
export interface Policy {
  /** What a stack does or doesn't do, as the end of a sentence: `encrypts every bucket`. */
  readonly promise: string;
  /** What breaks the promise: construct path and reason. */
  violations(stack: Synthesized): readonly string[];
  /** The smallest stack that breaks it: shows that the policy sees what it is meant to see. */
  broken(scope: Construct): void;
}

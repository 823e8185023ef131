import type { BastionFacts } from "../../stacks/bastion.js";
import type { StateBucket } from "../state/bucket.js";
import { listStates, type StoredState } from "../state/states.js";
import { isBastion } from "../synthesis/stacks.js";

/** A bastion that has something in its state. */
export interface OpenBastion {
  readonly environment: string;
  readonly state: StoredState;
  /** @default - its deploy never came to its end */
  readonly facts?: BastionFacts;
}

/** Every bastion of which anything is left, expired ones too. */
export async function listBastions(bucket: StateBucket): Promise<readonly OpenBastion[]> {
  return bastionsIn(await listStates(bucket));
}

/** The bastions among the states. */
export function bastionsIn(states: readonly StoredState[]): readonly OpenBastion[] {
  return states
    .filter(({ stack, contents }) => isBastion(stack) && contents.addresses.length > 0)
    .map((state) => {
      const facts = state.contents.outputs["access"] as BastionFacts | undefined;
      return { environment: environmentOf(state.stack), state, ...(facts === undefined ? {} : { facts }) };
    });
}

/** Whether its time is over: its machine is gone, and what is left gives access to nothing and costs nothing. */
export function hasExpired({ facts }: OpenBastion, now: Date): boolean {
  return facts !== undefined && new Date(facts.until) <= now;
}

/** The environment whose bastion a stack is. */
export function environmentOf(stack: string): string {
  return stack.slice("bastion-".length);
}

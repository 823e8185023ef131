import { GantryError } from "../../modules/core/errors.js";
import { loadFor } from "../synthesis/synthesize.js";
import type { Reach } from "../target/session.js";
import { StateBucket } from "./bucket.js";
import { listStates, type StoredState } from "./states.js";

/** A state that has something in it. */
export interface DeployedState extends StoredState {
  /** All of it. It holds secrets. */
  readonly text: string;
}

/** @throws GantryError when nothing of the stack is deployed */
export async function readDeployedState(reach: Reach, stack: string): Promise<DeployedState> {
  const bucket = new StateBucket(loadFor([]).organization, reach);
  try {
    const stored = (await listStates(bucket)).find((one) => one.stack === stack);
    if (stored === undefined || stored.contents.addresses.length === 0) {
      throw new GantryError({ path: stack, what: "is not deployed", fix: `./gantry deploy ${stack}` });
    }
    return { ...stored, text: (await bucket.read(stored.key)) ?? "{}" };
  } finally {
    bucket.close();
  }
}

import { GantryError } from "../../modules/core/errors.js";
import type { Way } from "../../modules/core/hours.js";
import type { HoursApi } from "./api.js";

/** What happens to an environment meanwhile. */
export const TURNING = { wake: "is being woken", sleep: "is being put to sleep" } as const;

/** The execution that turns an environment. */
export interface Begun {
  readonly execution: string;
  /** Whether it was on its way before, by the clock or somebody else. */
  readonly joined: boolean;
}

/**
 * Starts an execution, or joins one that goes the same way: two would be in each other's way.
 *
 * @throws GantryError (refused) while one goes the other way
 */
export async function begin(api: HoursApi, environment: string, to: Way): Promise<Begun> {
  const running = await api.running();
  const other = running.find((one) => one.to !== to);
  if (other !== undefined) {
    const way = other.to === undefined ? "is on its way" : TURNING[other.to];
    throw new GantryError(
      {
        path: environment,
        what: `${way} by another execution`,
        value: other.execution,
        fix: `wait for its end${other.to === undefined ? "" : `: ./gantry ${other.to} ${environment} follows it`}`,
      },
      { outcome: "refused" },
    );
  }
  const same = running[0]?.execution;
  return same === undefined ? { execution: await api.start(to), joined: false } : { execution: same, joined: true };
}

import { GantryError } from "../../modules/core/errors.js";
import type { StateContents } from "../terraform/state.js";

/** Where the truth about the bucket's own state is. */
export type Place = "nowhere" | "local" | "bucket";

/**
 * Finds the truth after whatever happened before: a run that was killed may have left a copy on this machine, the
 * state in the bucket, or both.
 * @throws GantryError when the two are states of different things
 */
export function placeOfState(local: StateContents | undefined, remote: StateContents | undefined): Place {
  if (local === undefined) return remote === undefined ? "nowhere" : "bucket";
  if (remote === undefined) return "local";
  if (local.lineage !== remote.lineage) {
    throw new GantryError({
      what: "the state bucket has a state of its own already, and this machine holds another one for it",
      value: `lineage ${remote.lineage} in the bucket, ${local.lineage} here`,
      fix: "if the one in the bucket is right, remove the folder .gantry/state",
    });
  }
  return local.serial > remote.serial ? "local" : "bucket";
}

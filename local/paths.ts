import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout that this file belongs to, whatever the working directory is. */
export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** Everything that Gantry writes for itself; ignored by git and safe to delete while nothing runs. */
export const GANTRY_DIRECTORY = join(REPOSITORY, ".gantry");

/** Where the embedded cloud keeps `cloud.json`, `cloud.log` and its locks. */
export const CLOUD_DIRECTORY = join(GANTRY_DIRECTORY, "local");

/** The Python environment of the AWS emulator, shared by all clouds of this checkout. */
export const VENV_DIRECTORY = join(GANTRY_DIRECTORY, "venv");

/** Provider schemas that were derived from the installed bindings, shared like the Python environment. */
export const SCHEMA_CACHE_DIRECTORY = join(GANTRY_DIRECTORY, "schemas");

/** The log of the cloud whose directory is given. */
export function logFile(directory: string): string {
  return join(directory, "cloud.log");
}

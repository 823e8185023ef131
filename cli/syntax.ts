import { GantryError } from "../modules/core/errors.js";

/**
 * Turns the loader's failure to read a TypeScript file, which is the user's own edit, into an error
 * that says where; any other error is given back as it is.
 */
export function withoutLoaderTrace(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "TransformError") return error;
  const [, place = error.message] = error.message.split("\n");
  return new GantryError(
    { what: "a file is no valid TypeScript", value: place.trim(), fix: "mend it; npm run types shows all such places" },
    { cause: error },
  );
}

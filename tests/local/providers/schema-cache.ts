import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const derivation = join(root, "local/providers/schema");

/** Where the tests keep the schemas of the providers: one folder for each state of the sources that derive them. */
export const schemaCache = join(root, "node_modules/.cache/gantry/schemas", digestOf(derivation));

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}

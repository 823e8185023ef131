import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GantryError } from "../../modules/core/errors.js";
import { type Options, optionsFrom } from "./options.js";
import { PARTS } from "./parts/index.js";
import type { Bench } from "./parts/part.js";
import type { Section } from "./report/section.js";
import { table } from "./report/table.js";

/**
 * What `npm run bench` runs. Exit code 0 when every goal is met, 1 when one is missed or something
 * could not be measured.
 */
async function main(line: readonly string[]): Promise<number> {
  const { json, parts, ...options } = optionsFrom(line);
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  const folder = join(root, ".gantry", "bench");
  mkdirSync(folder, { recursive: true });
  const scratch = mkdtempSync(join(folder, "run-"));
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupted.abort());
  try {
    const { sections, errors } = await measureAll(parts, { ...options, root, scratch, signal: interrupted.signal });
    console.log(json ? JSON.stringify({ sections, errors }, null, 2) : `\n${table(sections)}`);
    return errors.length === 0 && sections.every(({ goals }) => goals.every(({ met }) => met)) ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One part after the other; one that can't be measured doesn't cost the others their result. */
async function measureAll(parts: Options["parts"], bench: Omit<Bench, "progress">) {
  const sections: Section[] = [];
  const errors: string[] = [];
  for (const part of parts) {
    const progress = (text: string): void => console.error(`${part}: ${text}`);
    try {
      sections.push(...(await PARTS[part]({ ...bench, progress })));
    } catch (error) {
      if (!(error instanceof GantryError)) throw error;
      console.error(`error: ${error.message}`);
      errors.push(error.message);
    }
  }
  return { sections, errors };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof GantryError) console.error(`error: ${error.message}`);
  else if (error instanceof Error && error.name === "AbortError") console.error("Interrupted: nothing is left behind.");
  else throw error;
  process.exitCode = 1;
}

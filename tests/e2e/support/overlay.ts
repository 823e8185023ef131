import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** What a clone may have in `environments/`, each with the folder that it comes from. */
const FOLDERS = {
  shipped: "environments",
  small: "environments/examples/small",
  "one-service": "tests/e2e/support/environments/one-service",
  "every-store": "tests/e2e/support/environments/every-store",
} as const;

export type Configuration = keyof typeof FOLDERS;

/**
 * Lays a configuration over a clone's `environments/`. At its own place it is part of the repository and checked like
 * all of it, so what it imports from there is named anew.
 */
export function overlay(repository: string, configuration: Configuration, clone: string): void {
  const from = join(repository, FOLDERS[configuration]);
  for (const file of readdirSync(from).filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(join(from, file), "utf8").replaceAll(/ from "(\.\.\/.*)"/g, (_, specifier: string) => {
      const target = relative(join(repository, "environments"), resolve(from, specifier));
      return ` from "${target.startsWith("..") ? target : `./${target}`}"`;
    });
    writeFileSync(join(clone, "environments", file), text);
  }
}

import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BindingPackage, deriveSchema, findBinding } from "./packages.js";
import type { ProviderSchema } from "./types.js";

/** Part of the cache's file name: raise it whenever the derivation gives another result for the same bindings. */
const DERIVATION = 1;

/**
 * The schema of a provider, from the cache when the same bindings were read before.
 *
 * @param provider `datadog`, `gitlab` or `digitalocean`.
 * @param cacheDirectory Made when missing. Several processes may share it.
 */
export function providerSchema(provider: string, cacheDirectory: string): ProviderSchema {
  const binding = findBinding(provider);
  const file = join(cacheDirectory, cacheName(provider, binding));
  return readCached(file) ?? store(file, cacheDirectory, deriveSchema(binding));
}

function cacheName(provider: string, binding: BindingPackage): string {
  return `schema-${provider}-${binding.version}-${DERIVATION}.json`;
}

/** A file that is missing or cut short is no error: it only means that the schema is derived again. */
function readCached(file: string): ProviderSchema | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ProviderSchema;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Written under another name and renamed, so that a reader never sees half a file. */
function store(file: string, directory: string, schema: ProviderSchema): ProviderSchema {
  mkdirSync(directory, { recursive: true });
  const temporary = `${file}.${randomUUID()}`;
  writeFileSync(temporary, JSON.stringify(schema));
  renameSync(temporary, file);
  return schema;
}

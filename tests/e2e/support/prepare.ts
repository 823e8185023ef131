import { SCHEMA_CACHE_DIRECTORY } from "../../../local/paths.js";
import { providerSchema } from "../../../local/providers/schema/cache.js";
import { ensureVenv } from "../../../local/python/venv.js";

/** Installs what all lanes share once, before they start side by side. */
export async function setup(): Promise<void> {
  await ensureVenv({ environment: process.env });
  for (const provider of ["datadog", "gitlab", "digitalocean"]) providerSchema(provider, SCHEMA_CACHE_DIRECTORY);
}

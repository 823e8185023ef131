import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readDeclarations } from "./declarations.js";
import { deriveTypes } from "./derive.js";
import { bindingSource } from "./source.js";
import type { Block, ProviderSchema } from "./types.js";

const require = createRequire(import.meta.url);

/** An installed `@cdktf/provider-*` package. */
export interface BindingPackage {
  readonly name: string;
  readonly version: string;
  readonly directory: string;
}

/** Finds the installed bindings of a provider. @throws when they are not installed. */
export function findBinding(provider: string): BindingPackage {
  const name = `@cdktf/provider-${provider}`;
  const manifest = require.resolve(`${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
  return { name, version, directory: dirname(manifest) };
}

/** Derives the whole schema of a provider from its bindings. Takes one to three seconds; see cache.ts. */
export function deriveSchema(binding: BindingPackage): ProviderSchema {
  const library = join(binding.directory, "lib");
  const resources: Record<string, Block> = {};
  const dataSources: Record<string, Block> = {};
  let provider: Block | undefined;
  for (const entry of readdirSync(library, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    for (const derived of deriveTypes(readDeclarations(bindingSource(join(library, entry.name))))) {
      if (derived.kind === "resource") resources[derived.terraformType] = derived.block;
      else if (derived.kind === "data source") dataSources[derived.terraformType] = derived.block;
      else provider = withoutAlias(derived.block);
    }
  }
  if (provider === undefined) throw new Error(`${binding.name} ${binding.version} declares no provider.`);
  return { provider, resources, dataSources };
}

/** The generator offers Terraform's own meta-argument among a provider's settings. */
function withoutAlias(block: Block): Block {
  return { ...block, attributes: block.attributes.filter((attribute) => attribute.name !== "alias") };
}

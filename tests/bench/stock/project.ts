import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type NamespaceOf, stockSource } from "./rewrite.js";

const SOURCES = ["main.ts", "environments", "stacks", "modules"];

/** TypeScript 7, which `typescript` is here, has no interface that ts-node could call. */
export const STOCK_COMPILER = { TS_NODE_COMPILER: "typescript-stock" } as const;

const requireHere = createRequire(import.meta.url);

/**
 * Makes a project of the repository's own sources that is set up as `cdktf init --template=typescript`
 * does it: CommonJS, ts-node with type-check, and TypeScript 5.9, the last that ts-node can drive.
 *
 * @param root of the repository
 * @param folder that doesn't exist yet, below the root
 */
export function writeStockProject(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(join(root, source), join(folder, source), { recursive: true });
  const namespaceOf = namespaces();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const path = join(folder, file);
    writeFileSync(path, stockSource(readFileSync(path, "utf8"), namespaceOf));
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(templateSettings(), null, 2));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stock", private: true }));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
}

/** The template's own compiler settings; only the library is newer, because our sources use it. */
function templateSettings(): object {
  const cli = dirname(requireHere.resolve("cdktf-cli/package.json"));
  const template = join(cli, "bundle", "templates", "typescript", "tsconfig.json");
  const settings = JSON.parse(readFileSync(template, "utf8")) as { readonly compilerOptions: object };
  return { ...settings, compilerOptions: { ...settings.compilerOptions, lib: ["es2023"] } };
}

/** Reads from the index of each provider what it calls its folders. */
function namespaces(): NamespaceOf {
  const indexes = new Map<string, ReadonlyMap<string, string>>();
  return (provider, folder) => {
    const index = indexes.get(provider) ?? readIndex(provider);
    indexes.set(provider, index);
    const namespace = index.get(folder);
    if (namespace === undefined) throw new Error(`the index of ${provider} doesn't export ${folder}`);
    return namespace;
  };
}

function readIndex(provider: string): ReadonlyMap<string, string> {
  const declarations = join(dirname(requireHere.resolve(`${provider}/package.json`)), "lib", "index.d.ts");
  const exported = readFileSync(declarations, "utf8").matchAll(/^export \* as (\w+) from '\.\/([a-z0-9-]+)';$/gm);
  return new Map([...exported].map(([, namespace = "", folder = ""]) => [folder, namespace]));
}

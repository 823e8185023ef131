import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPluginMirrors, type Mirror } from "./plugin-mirrors.js";

export { findPluginMirrors, type Mirror } from "./plugin-mirrors.js";

export interface TerraformConfigOptions {
  /** Where `terraform.rc` goes and, if there is no mirror, the plugins that Terraform downloads (`plugins/`). */
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where mirrors are looked for besides the folders that Terraform implies. @default "/opt" */
  readonly system?: string;
}

interface UserConfig {
  /** What TF_CLI_CONFIG_FILE names, when it does. */
  readonly path?: string;
  readonly text: string;
  readonly missing: boolean;
}

/**
 * Makes Terraform take its plugins from the mirrors of this machine, and everything else from the registry.
 * What the user has configured stays: a provider installation of their own is left alone, other settings are kept.
 * @returns the value for TF_CLI_CONFIG_FILE; undefined when Terraform finds everything by itself
 * Throws GantryError when a plugin folder can't be read.
 */
export function writeTerraformConfig({ directory, environment, system }: TerraformConfigOptions): string | undefined {
  const user = userConfig(environment);
  if (decidesForItself(user.text)) return user.path;
  const mirrors = findPluginMirrors(environment, system);
  if (!user.missing && servedByDefaults(mirrors, user, environment)) return user.path;
  const plugins = join(directory, "plugins");
  mkdirSync(mirrors.length === 0 ? plugins : directory, { recursive: true });
  const ours = mirrors.length === 0 ? cache(plugins) : installation(mirrors);
  const file = join(directory, "terraform.rc");
  replace(file, ["# Written by Gantry before it runs Terraform.", ours, user.text].join("\n"));
  return file;
}

/** One settings file in JSON can't be extended by blocks, so it is taken as deciding, too. */
function decidesForItself(text: string): boolean {
  return /^\s*provider_installation\b/m.test(text) || text.trimStart().startsWith("{");
}

/** Terraform looks into its implied folders by itself, unless a provider installation is configured. */
function servedByDefaults(mirrors: readonly Mirror[], user: UserConfig, environment: NodeJS.ProcessEnv): boolean {
  if (mirrors.length > 0) return mirrors.every(({ origin }) => origin === "implied");
  return environment.TF_PLUGIN_CACHE_DIR !== undefined || /^\s*plugin_cache_dir\b/m.test(user.text);
}

/** Every stack has its own working folder; without a cache each would download its own copy of half a gigabyte. */
function cache(plugins: string): string {
  return `plugin_cache_dir = ${JSON.stringify(plugins)}\n`;
}

/**
 * The exclusion is what makes this work offline: a provider that may come from the registry, too, is looked up
 * there even if the mirror holds it.
 */
function installation(mirrors: readonly Mirror[]): string {
  const blocks = mirrors.map(
    (mirror) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror.path)}\n    include = ${addresses([mirror])}\n  }\n`,
  );
  return `provider_installation {\n${blocks.join("")}  direct {\n    exclude = ${addresses(mirrors)}\n  }\n}\n`;
}

function addresses(mirrors: readonly Mirror[]): string {
  return JSON.stringify([...new Set(mirrors.flatMap(({ providers }) => providers.map(({ address }) => address)))]);
}

/** What Terraform would read: the file that TF_CLI_CONFIG_FILE names and no other, else those in the home folder. */
function userConfig(environment: NodeJS.ProcessEnv): UserConfig {
  const path = environment.TF_CLI_CONFIG_FILE;
  if (path !== undefined && path !== "") {
    const text = textOf(path);
    return { path, text: text ?? "", missing: text === undefined };
  }
  const home = environment.HOME;
  if (home === undefined) return { text: "", missing: false };
  const tofu = /tofu/.test(environment.TERRAFORM_BINARY_NAME ?? "") ? [textOf(join(home, ".tofurc"))] : [];
  const main = tofu[0] ?? textOf(join(home, ".terraformrc"));
  const more = settingsIn(join(home, ".terraform.d"));
  return { text: [main ?? "", ...more].join("\n"), missing: false };
}

function settingsIn(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith(".tfrc"));
    return files.sort().map((file) => textOf(join(folder, file)) ?? "");
  } catch {
    // Terraform, too, goes on without a settings folder.
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Terraform warns of a file that it can't read and goes on without it.
    return undefined;
  }
}

/** Several commands may write at once, and a Terraform may be reading. */
function replace(file: string, text: string): void {
  if (textOf(file) === text) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { GantryError } from "../../modules/core/errors.js";

/** A provider that a mirror holds for this machine's platform. */
export interface MirroredProvider {
  /** `registry.terraform.io/hashicorp/aws` */
  readonly address: string;
  readonly versions: readonly string[];
}

/** A folder of Terraform plugins, in Terraform's unpacked or packed layout. */
export interface Mirror {
  readonly path: string;
  /** `implied`: one of the folders that Terraform itself looks into; `found`: a tree under /opt. */
  readonly origin: "TF_PLUGIN_MIRROR" | "implied" | "found";
  readonly providers: readonly MirroredProvider[];
}

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: "windows" };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
const PLATFORM = `${SYSTEMS[process.platform] ?? process.platform}_${ARCHITECTURES[process.arch] ?? process.arch}`;

/** A folder under /opt that can't be entered is taken for a mirror only if its name says so. */
const LIKELY_MIRROR = /terraform|tofu|plugin|provider|^tf\b/i;

/**
 * The plugin folders of this machine that hold at least one provider for its platform: what TF_PLUGIN_MIRROR names,
 * the folders that Terraform implies, and any `<system>/*` that holds a `registry.terraform.io` tree.
 * Throws GantryError when one of them can't be read, or when TF_PLUGIN_MIRROR names none.
 */
export function findPluginMirrors(environment: NodeJS.ProcessEnv, system = "/opt"): readonly Mirror[] {
  const named = environment.TF_PLUGIN_MIRROR;
  const mirrors: Mirror[] = named === undefined || named === "" ? [] : [namedMirror(named)];
  const add = (path: string, origin: Mirror["origin"]) => {
    const providers = mirrors.some((mirror) => mirror.path === path) ? [] : providersIn(path);
    if (providers.length > 0) mirrors.push({ path, origin, providers });
  };
  for (const path of impliedFolders(environment)) add(path, "implied");
  for (const path of trees(system)) add(path, "found");
  return mirrors;
}

function namedMirror(path: string): Mirror {
  const providers = providersIn(path);
  if (providers.length > 0) return { path, origin: "TF_PLUGIN_MIRROR", providers };
  throw new GantryError({
    path: "TF_PLUGIN_MIRROR",
    what: existsSync(path) ? `holds no provider plugin for ${PLATFORM}` : "names a folder that does not exist",
    value: path,
    allowed: `a folder that holds HOST/NAMESPACE/TYPE/VERSION/${PLATFORM}/terraform-provider-TYPE…, or packed .zip files`,
    fix: "correct TF_PLUGIN_MIRROR, or unset it; `terraform providers mirror FOLDER` fills one",
  });
}

/** As documented under "Implied Local Mirror Directories" of Terraform's CLI configuration. */
function impliedFolders({ HOME, XDG_DATA_HOME, XDG_DATA_DIRS }: NodeJS.ProcessEnv): readonly string[] {
  const home = HOME === undefined ? [] : [HOME];
  if (process.platform === "darwin") {
    const support = [...home, "/"].map((folder) => join(folder, "Library/Application Support/io.terraform/plugins"));
    return [...home.map((folder) => join(folder, ".terraform.d/plugins")), ...support];
  }
  const own = XDG_DATA_HOME === undefined ? home.map((folder) => join(folder, ".local/share")) : [XDG_DATA_HOME];
  const shared = (XDG_DATA_DIRS ?? "/usr/local/share:/usr/share").split(":").filter((folder) => folder !== "");
  return [
    ...home.map((folder) => join(folder, ".terraform.d/plugins")),
    ...[...own, ...shared].map((folder) => join(folder, "terraform/plugins")),
  ];
}

function trees(system: string): readonly string[] {
  if (!existsSync(system)) return [];
  return entries(system)
    .map((name) => join(system, name))
    .filter((folder) => {
      try {
        return statSync(join(folder, "registry.terraform.io")).isDirectory();
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "ENOENT" && code !== "ENOTDIR" && LIKELY_MIRROR.test(basename(folder))) {
          throw unreadable(folder, error);
        }
        return false;
      }
    });
}

function providersIn(root: string): readonly MirroredProvider[] {
  return entries(root)
    .flatMap((host) => entries(join(root, host)).map((namespace) => `${host}/${namespace}`))
    .flatMap((path) => entries(join(root, path)).map((type) => `${path}/${type}`))
    .map((address) => ({ address, versions: versionsIn(join(root, address), basename(address)) }))
    .filter(({ versions }) => versions.length > 0);
}

function versionsIn(folder: string, type: string): readonly string[] {
  const packed = new RegExp(`^terraform-provider-${type}_(.+)_${PLATFORM}\\.zip$`);
  return entries(folder).flatMap((entry) => {
    const version = packed.exec(entry)?.[1];
    if (version !== undefined) return checked(join(folder, entry), version, constants.R_OK);
    const unpacked = join(folder, entry, PLATFORM);
    const plugin = entries(unpacked).find((file) => file.startsWith(`terraform-provider-${type}`));
    return plugin === undefined ? [] : checked(join(unpacked, plugin), entry, constants.R_OK | constants.X_OK);
  });
}

function checked(file: string, version: string, mode: number): readonly string[] {
  try {
    accessSync(file, mode);
    return [version];
  } catch (error) {
    throw unusable(file, "is a Terraform plugin and can't be used", "chmod a+rx", error);
  }
}

/** The names in a folder; none if it is no folder or not there. */
function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw unreadable(folder, error);
  }
}

function unreadable(folder: string, cause: unknown): GantryError {
  return unusable(folder, "holds Terraform plugins and can't be read", "chmod -R a+rX", cause);
}

function unusable(path: string, what: string, command: string, cause: unknown): GantryError {
  const { code } = cause as NodeJS.ErrnoException;
  const fix = `${command} "${path}", or let TF_PLUGIN_MIRROR name another plugin folder`;
  return new GantryError({ path, what: `${what} (${code})`, fix }, { cause });
}

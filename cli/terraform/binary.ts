import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { promisify } from "node:util";
import { GantryError } from "../../modules/core/errors.js";

/** A Terraform or OpenTofu that can drive the stacks. */
export interface Binary {
  readonly path: string;
  readonly product: "Terraform" | "OpenTofu";
  /** `1.11.4` */
  readonly version: string;
}

/** S3 locks of its own (`use_lockfile`) came with 1.10, in both products. */
export const MINIMUM_VERSION = "1.10";

const INSTALL = `install Terraform ${MINIMUM_VERSION} or newer (https://developer.hashicorp.com/terraform/install) or OpenTofu, or name the binary in TERRAFORM_BINARY_NAME`;

/**
 * Finds the binary: `TERRAFORM_BINARY_NAME` (a name or a path), else `terraform`, else `tofu` on the PATH.
 * @throws GantryError when there is none, when it doesn't run, or when it is too old.
 */
export async function findBinary(environment: NodeJS.ProcessEnv): Promise<Binary> {
  const chosen = environment["TERRAFORM_BINARY_NAME"];
  const names = chosen === undefined || chosen === "" ? ["terraform", "tofu"] : [chosen];
  const path = names.map((name) => locate(name, environment)).find((found) => found !== undefined);
  if (path === undefined) {
    throw new GantryError({
      what:
        chosen === undefined
          ? "no Terraform was found on the PATH"
          : "TERRAFORM_BINARY_NAME names a binary that was not found",
      ...(chosen === undefined ? {} : { value: chosen }),
      fix: INSTALL,
    });
  }
  const binary = { path, ...(await readVersion(path, environment)) };
  if (isOlder(binary.version, MINIMUM_VERSION)) {
    throw new GantryError({
      path: binary.product,
      what: "is too old for state locks in S3",
      value: `${binary.version} (${path})`,
      allowed: `${MINIMUM_VERSION} or newer`,
      fix: INSTALL,
    });
  }
  return binary;
}

/** Compares two versions by their numbers, as far as the second one goes. */
export function isOlder(version: string, than: string): boolean {
  const have = version.split(/[.-]/).map(Number);
  for (const [index, wanted] of than.split(".").map(Number).entries()) {
    const number = have[index] ?? 0;
    if (number !== wanted) return number < wanted;
  }
  return false;
}

function locate(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  if (name.includes("/")) return isExecutable(resolve(name)) ? resolve(name) : undefined;
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function readVersion(path: string, environment: NodeJS.ProcessEnv): Promise<Pick<Binary, "product" | "version">> {
  try {
    const env = { ...environment, CHECKPOINT_DISABLE: "1" };
    const { stdout } = await promisify(execFile)(path, ["version"], { env, timeout: 30_000 });
    const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(stdout) ?? [];
    if (version === undefined) throw new Error(`unexpected answer: ${stdout.slice(0, 200)}`);
    return { product: product === "OpenTofu" ? "OpenTofu" : "Terraform", version };
  } catch (cause) {
    throw new GantryError(
      { path, what: "does not answer `version` as Terraform does", value: String(cause), fix: INSTALL },
      { cause },
    );
  }
}

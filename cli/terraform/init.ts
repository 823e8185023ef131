import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformFailure } from "./failure.js";
import { runTerraform, type Terraform } from "./run.js";

const RECORD = join(".terraform", "gantry-init.json");

/**
 * Makes a stack's folder ready for plan and apply. Does nothing when it already is: when backend, providers, locked
 * versions, binary, plugin settings and world are the ones of the last successful init, and what init made is there.
 * @param world what the state lives in: the embedded cloud's world id, or undefined for AWS. A new world is empty
 *   and has forgotten what the folder remembers.
 */
export async function initialize(terraform: Terraform, stack: string, world: string | undefined): Promise<void> {
  const wanted = fingerprint(terraform, world);
  if (isInitialized(terraform.directory, wanted)) return;
  const line = ["init", "-input=false", "-no-color", "-reconfigure"];
  const { code, stdout, stderr } = await runTerraform(terraform, line);
  if (code !== 0) {
    throw terraformFailure({ stack, step: "init", diagnostics: [], output: stderr.trim() === "" ? stdout : stderr });
  }
  writeFileSync(join(terraform.directory, RECORD), `${JSON.stringify({ fingerprint: wanted })}\n`);
}

/** Everything that `terraform init` depends on. */
function fingerprint({ binary, directory, environment }: Terraform, world: string | undefined): string {
  const { terraform } = JSON.parse(read(join(directory, "cdk.tf.json"))) as { terraform: unknown };
  const parts = [
    JSON.stringify(terraform),
    read(join(directory, "backend_override.tf.json")),
    read(join(directory, ".terraform.lock.hcl")),
    `${binary.path} ${binary.version}`,
    read(environment["TF_CLI_CONFIG_FILE"] ?? ""),
    // Providers that Terraform attaches to aren't installed; which ones those are decides what init installs.
    Object.keys(JSON.parse(environment["TF_REATTACH_PROVIDERS"] ?? "{}") as object).join(),
    environment["AWS_ENDPOINT_URL"] ?? "",
    world ?? "",
  ];
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

function isInitialized(directory: string, wanted: string): boolean {
  const record = join(directory, RECORD);
  const made = ["terraform.tfstate", "providers"].map((name) => join(directory, ".terraform", name));
  if (!existsSync(record) || !made.every((path) => existsSync(path))) return false;
  try {
    return (JSON.parse(readFileSync(record, "utf8")) as { fingerprint?: string }).fingerprint === wanted;
  } catch {
    return false;
  }
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

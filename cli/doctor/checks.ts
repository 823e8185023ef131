import { accessSync, constants, mkdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { cloudState } from "../../local/cloud.js";
import { findPython } from "../../local/python/interpreter.js";
import { findPluginMirrors } from "../../local/terraform/config.js";
import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { loadFor } from "../synthesis/synthesize.js";
import { awsCredentials } from "../target/choice.js";
import { size } from "../terminal/text.js";
import { findBinary } from "../terraform/binary.js";
import type { Check } from "./check.js";
import { vendorChecks } from "./vendors.js";

/** The AWS plugin takes 700 MB, the Python environment 250 MB, states and plans little. */
const NEEDED_BYTES = 2 * 1024 ** 3;

/** What bringing an environment up on the embedded cloud needs. */
export function localChecks({ environment, workspace }: Context): readonly Check[] {
  return [
    { name: "Terraform", look: async () => terraform(environment) },
    { name: "plugins", look: () => plugins(environment) },
    { name: "Python", look: async () => python(environment) },
    { name: "folder", look: () => writable(workspace.home) },
    { name: "disk", look: () => disk(workspace.home) },
  ];
}

/** Everything that can be looked at. */
export function allChecks(context: Context): readonly Check[] {
  const { environment, workspace } = context;
  const onAws = environment["GANTRY_CLOUD"] === "aws";
  return [
    { name: "Node.js", look: () => `${process.version} (${process.execPath})` },
    ...localChecks(context),
    { name: "embedded cloud", look: () => embeddedCloud(workspace.cloud) },
    { name: "AWS credentials", look: () => credentials(environment), required: onAws },
    ...(meansAws(environment) ? keyChecks(environment, onAws) : []),
  ];
}

/** Whether a command would work on AWS, as far as the shell says: nobody else's vendors are asked anything. */
function meansAws(environment: NodeJS.ProcessEnv): boolean {
  const asked = environment["GANTRY_CLOUD"] ?? "";
  return asked === "aws" || (asked === "" && awsCredentials(environment).length > 0);
}

function keyChecks(environment: NodeJS.ProcessEnv, required: boolean): readonly Check[] {
  try {
    return vendorChecks(loadFor([]).organization, { environment, required });
  } catch (error) {
    // It says where the vendors are.
    const look = () => {
      throw error;
    };
    return [{ name: "configuration", look }];
  }
}

async function terraform(environment: NodeJS.ProcessEnv): Promise<string> {
  const { product, version, path } = await findBinary(environment);
  return `${product} ${version} (${path})`;
}

function plugins(environment: NodeJS.ProcessEnv): string {
  const mirrors = findPluginMirrors(environment);
  if (mirrors.length === 0) return "no mirror on this machine: Terraform downloads them on the first run";
  return mirrors
    .map(({ path, providers }) => `${path} (${providers.map(({ address }) => address).join(", ")})`)
    .join(", ");
}

async function python(environment: NodeJS.ProcessEnv): Promise<string> {
  const { version, path } = await findPython(environment);
  return `${version} with venv (${path})`;
}

function writable(home: string): string {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
    return home;
  } catch (cause) {
    throw new GantryError(
      { what: "the folder that the command works in can't be written", value: home, fix: `chmod u+rwx ${home}` },
      { cause },
    );
  }
}

async function disk(home: string): Promise<string> {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(home);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return `${size(free)} free`;
  const allowed = `${size(NEEDED_BYTES)} or more`;
  throw new GantryError({
    what: "too little space is left on the disk",
    value: size(free),
    allowed,
    fix: `free ${allowed}`,
  });
}

async function embeddedCloud(directory: string): Promise<string> {
  const state = await cloudState(directory);
  if (state.status === "running") return `running at ${state.cloud.awsEndpoint}`;
  if (state.status === "stopped") return "stopped";
  throw new GantryError({ what: `broken: ${state.reason}`, fix: state.fix });
}

function credentials(environment: NodeJS.ProcessEnv): string {
  const found = awsCredentials(environment);
  if (found.length > 0) return found.join(", ");
  throw new GantryError({
    what: "none in this shell; only deploying to AWS needs them",
    fix: "aws sso login, then export AWS_PROFILE=NAME",
  });
}

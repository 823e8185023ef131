import { type Cloud, cloudState } from "../../local/cloud.js";
import { withCloudEnvironment } from "../../local/environment.js";
import { writeTerraformConfig } from "../../local/terraform/config.js";
import { GantryError } from "../../modules/core/errors.js";
import type { Target } from "../../stacks/platform.js";
import type { Context } from "../context.js";
import { type Binary, findBinary } from "../terraform/binary.js";
import { privateDirectory } from "../workspace.js";
import { chooseTarget } from "./choice.js";
import { enterWorld } from "./world.js";

/** Which cloud a command works on, and the environment that reaches it. */
export interface Reach {
  readonly target: Target;
  /** Why this target, for people. */
  readonly because: string;
  /** The embedded cloud. @default - the target is AWS */
  readonly cloud?: Cloud;
  readonly environment: NodeJS.ProcessEnv;
}

/** The same with the Terraform that works there. */
export interface Session extends Reach {
  readonly binary: Binary;
}

/**
 * Chooses the target.
 * @param flag the value of `--cloud`
 * @throws GantryError when the embedded cloud is meant but doesn't run
 */
export async function openReach(context: Context, flag: string | undefined): Promise<Reach> {
  const { environment, workspace } = context;
  const state = await cloudState(workspace.cloud);
  // A broken one counts, too: whoever has started it means it, and is told what happened to it.
  const choice = chooseTarget({ flag, environment, embeddedCloudRuns: state.status !== "stopped" });
  if (choice.target === "aws") return { ...choice, environment: { ...environment, GANTRY_CLOUD: "aws" } };
  if (state.status !== "running") throw notRunning(state.status === "broken" ? state.reason : undefined);
  return { ...localReach(context, state.cloud), because: choice.because };
}

/**
 * Chooses the target and gets everything ready that Terraform needs to reach it.
 * @param flag the value of `--cloud`
 * @throws GantryError when the embedded cloud is meant but doesn't run, or when Terraform is missing or too old
 */
export async function openSession(context: Context, flag: string | undefined): Promise<Session> {
  const [reach, binary] = await Promise.all([openReach(context, flag), findBinary(context.environment)]);
  return { ...reach, binary, environment: withPlugins(context, reach.environment) };
}

/** An embedded cloud that runs. What the stacks' folders remember of a former world is forgotten. */
export function localReach(context: Context, cloud: Cloud): Reach {
  enterWorld(context.workspace, cloud.world);
  const environment = withCloudEnvironment(context.environment, cloud);
  return { target: "local", because: "the embedded cloud", cloud, environment };
}

/** A session on an embedded cloud that runs. */
export function localSession(context: Context, cloud: Cloud, binary: Binary): Session {
  const reach = localReach(context, cloud);
  return { ...reach, binary, environment: withPlugins(context, reach.environment) };
}

/** The caller's environment, pointed at an embedded cloud, with nothing left in it that could win over that. */
export function embeddedCloudEnvironment(context: Context, cloud: Cloud): NodeJS.ProcessEnv {
  return withPlugins(context, withCloudEnvironment(context.environment, cloud));
}

/** The first line of a command: where it works. */
export function describeSession(session: Session): string {
  const where = session.cloud === undefined ? "AWS" : `embedded cloud at ${session.cloud.awsEndpoint}`;
  return `Working on ${where} (${session.because}) with ${session.binary.product} ${session.binary.version}.`;
}

/** The error of a command that needs the embedded cloud. */
export function notRunning(reason?: string): GantryError {
  return new GantryError({
    what: `the embedded cloud is not running${reason === undefined ? "" : `: ${reason}`}`,
    fix: "./gantry local start (or ./gantry up, which also brings an environment up)",
  });
}

function withPlugins({ workspace }: Context, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const config = writeTerraformConfig({ directory: privateDirectory(workspace), environment });
  return config === undefined ? environment : { ...environment, TF_CLI_CONFIG_FILE: config };
}

/** The target that a configuration is written for; writing one needs no cloud, so none is looked for. @default - AWS */
export function synthesisTarget({ environment }: Context, flag: string | undefined): Target {
  return chooseTarget({ flag, environment: { GANTRY_CLOUD: environment["GANTRY_CLOUD"] }, embeddedCloudRuns: false })
    .target;
}

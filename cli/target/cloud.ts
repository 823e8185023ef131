import { type Cloud, cloudState, type StartResult, startCloud } from "../../local/cloud.js";
import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { notRunning } from "./session.js";
import { enterWorld } from "./world.js";

/** Starts the embedded cloud, or finds the one that runs, and says which of the two it was. */
export async function startEmbeddedCloud(context: Context): Promise<StartResult> {
  const { workspace, environment, output } = context;
  const port = portFrom(environment);
  const result = await startCloud({
    directory: workspace.cloud,
    environment,
    onProgress: (line) => output.line(output.style.faint(line)),
    ...(port === undefined ? {} : { port }),
  });
  enterWorld(workspace, result.cloud.world);
  return result;
}

/** @throws GantryError when the embedded cloud doesn't run */
export async function runningCloud({ workspace }: Context): Promise<Cloud> {
  const state = await cloudState(workspace.cloud);
  if (state.status === "running") return state.cloud;
  throw notRunning(state.status === "broken" ? state.reason : undefined);
}

/** The port that GANTRY_LOCAL_PORT pins the AWS endpoint to. */
function portFrom(environment: NodeJS.ProcessEnv): number | undefined {
  const value = environment["GANTRY_LOCAL_PORT"] ?? "";
  if (value === "") return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new GantryError({ path: "GANTRY_LOCAL_PORT", what: "is not a port", value, allowed: "1 to 65535" });
}

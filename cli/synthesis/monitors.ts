import type { MonitorFacts, QuietFacts, Target } from "../../stacks/platform.js";
import type { Workspace } from "../workspace.js";
import { loadFor } from "./synthesize.js";

/** What monitors find, and when nobody is told of it. */
export interface Watched {
  readonly monitors: readonly MonitorFacts[];
  readonly quietTimes: readonly QuietFacts[];
}

/**
 * The monitors of the named stacks, as a deploy would make them. Builds the stacks in this process and writes none.
 *
 * @throws GantryError with every mistake of the configuration, or for an unknown name
 */
export async function readMonitors(
  workspace: Workspace,
  options: { readonly target: Target; readonly stacks: readonly string[] },
): Promise<Watched> {
  const configuration = loadFor(options.stacks);
  // Before anything that makes tokens: see there.
  await import("../../modules/core/fast-tokens.js");
  const { buildPlatform, monitorsOf, quietTimesOf } = await import("../../stacks/platform.js");
  const app = buildPlatform({ configuration, ...options, outdir: workspace.outdir });
  return { monitors: monitorsOf(app), quietTimes: quietTimesOf(app) };
}

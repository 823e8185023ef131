import type { Context } from "../context.js";
import { bootstrapState } from "../state/bootstrap.js";
import { synthesize } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { type Deployed, type DeployOptions, deployStack } from "./deploy.js";
import { sideBySide } from "./side-by-side.js";

/**
 * Deploys environments and what they build on, in order: the state bucket, what is shared, the environments side by
 * side.
 */
export async function bringUp(
  context: Context,
  session: Session,
  environments: readonly string[],
  options: DeployOptions,
): Promise<readonly Deployed[]> {
  const state = await bootstrapState(context, session, options);
  await synthesize(context.workspace, { target: session.target, stacks: ["ops", ...environments] });
  const ops = await deployStack(context, session, "ops", options);
  const deployed = await sideBySide(context, environments, (name) => deployStack(context, session, name, options));
  return [state, ops, ...deployed];
}

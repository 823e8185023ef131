import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.js";
import { bootstrapState, STATE_STACK } from "../state/bootstrap.js";
import { StateBucket } from "../state/bucket.js";
import { sharedStacks } from "../synthesis/stacks.js";
import { loadFor, synthesize } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { type Deployed, type DeployOptions, deployStack } from "./deploy.js";
import { sideBySide } from "./side-by-side.js";

const POLL_MS = 500;

/**
 * Deploys environments and what they build on. What is shared comes before the environments, which go side by side.
 * The state bucket takes states as soon as it exists, while its own deploy still waits for its settings (about a
 * minute): good enough for the embedded cloud, whose states nobody else reads; not for AWS.
 */
export async function bringUp(
  context: Context,
  session: Session,
  environments: readonly string[],
  options: DeployOptions,
): Promise<readonly Deployed[]> {
  const state = bootstrapState(context, session, options);
  const rest = bucketFor(session, state).then(async () => {
    const below = sharedStacks().filter((stack) => stack !== STATE_STACK);
    await synthesize(context.workspace, { target: session.target, stacks: [...below, ...environments] });
    const shared: Deployed[] = [];
    for (const stack of below) shared.push(await deployStack(context, session, stack, options));
    const deploys = environments.map((name) => deployStack(context, session, name, options));
    return [...shared, ...(await sideBySide(context, deploys))];
  });
  const [shared = [], deployed = []] = await sideBySide(context, [state.then((one) => [one]), rest]);
  return [...shared, ...deployed];
}

/** Waits until there is a bucket; @throws what its deploy threw when that ended without one. */
async function bucketFor(session: Session, deploy: Promise<unknown>): Promise<void> {
  const bucket = new StateBucket(loadFor([]).organization, session);
  const ended = deploy.then(
    () => true,
    () => true,
  );
  try {
    while (!(await bucket.exists())) {
      if (!(await Promise.race([ended, sleep(POLL_MS, false)]))) continue;
      await deploy;
      return;
    }
  } finally {
    bucket.close();
  }
}

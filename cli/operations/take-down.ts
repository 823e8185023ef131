import { existsSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "../../modules/core/errors.js";
import { bastionsIn } from "../bastion/bastions.js";
import { closeBastion } from "../bastion/close.js";
import type { Context } from "../context.js";
import { StateBucket } from "../state/bucket.js";
import { dissolveState } from "../state/dissolve.js";
import { listStates, type StoredState } from "../state/states.js";
import { isBastion, isKnownStack, isShared } from "../synthesis/stacks.js";
import { loadFor, synthesize } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { stackDirectory } from "../workspace.js";
import { deployPrepared } from "./deploy.js";
import { destroyPrepared } from "./destroy.js";
import { initializedTerraform } from "./prepare.js";
import { configuredLifecycle } from "./protection.js";
import { sideBySide } from "./side-by-side.js";

/**
 * Destroys everything that has a state, whatever its lifecycle: bastions, the environments side by side, what they
 * build on, the state bucket. For the embedded cloud only: on AWS what is protected is taken down one by one.
 */
export async function takeDown(context: Context, session: Session): Promise<readonly string[]> {
  const bucket = new StateBucket(loadFor([]).organization, session);
  let states: readonly StoredState[];
  try {
    states = (await listStates(bucket)).filter(({ contents }) => contents.addresses.length > 0);
  } finally {
    bucket.close();
  }
  for (const { environment } of bastionsIn(states)) {
    await closeBastion(context, session, { configuration: loadFor([environment]), environment });
  }
  const environments = states.filter(({ stack }) => !isShared(stack) && !isBastion(stack));
  const shared = ["ops", "organization"].flatMap((stack) => states.filter((state) => state.stack === stack));
  const known = [...environments, ...shared].map(({ stack }) => stack).filter(isKnownStack);
  if (known.length > 0) {
    await synthesize(context.workspace, { target: "local", stacks: known, lifecycle: "disposable" });
  }
  await sideBySide(
    context,
    environments.map((state) => takeAway(context, session, state)),
  );
  for (const state of shared) await takeAway(context, session, state);
  const dissolved = await dissolveState(context, session, async () => {});
  return [...environments, ...shared].map(({ stack }) => stack).concat(dissolved ? ["state"] : []);
}

async function takeAway(context: Context, session: Session, { stack, contents }: StoredState): Promise<void> {
  if (!existsSync(join(stackDirectory(context.workspace, stack), "cdk.tf.json"))) {
    throw new GantryError({
      path: stack,
      what: "has a state but is no longer in the configuration",
      fix: "put its file back, or empty the embedded cloud as it is: ./gantry local reset",
    });
  }
  const terraform = await initializedTerraform(context, session, stack);
  const lifecycle =
    contents.outputs["lifecycle"] ?? (isKnownStack(stack) ? configuredLifecycle(loadFor([stack]), stack) : "");
  if (lifecycle === "protected") {
    context.output.line(`${stack} is protected: lowering its guards first.`);
    const agreed = { yes: true, allowed: [], unprotected: [stack] };
    await deployPrepared(context, session, terraform, stack, { ...agreed, labelled: true });
  }
  await destroyPrepared(context, session, terraform, { stack, labelled: true, confirm: async () => {} });
}

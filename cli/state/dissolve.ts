import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { deployStack } from "../operations/deploy.js";
import { destroyPrepared } from "../operations/destroy.js";
import { terraformFor } from "../operations/prepare.js";
import { isBastion } from "../synthesis/stacks.js";
import { synthesize } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { count } from "../terminal/text.js";
import { initialize } from "../terraform/init.js";
import { pullState, readDeployed, readState } from "../terraform/state.js";
import { STATE_KEY, STATE_STACK } from "./bootstrap.js";
import { StateBucket } from "./bucket.js";
import { LocalCopy } from "./local-copy.js";
import { placeOfState } from "./place.js";
import { listStates } from "./states.js";

/**
 * Takes the state bucket away: lowers its guards, moves its own state back to this machine, destroys. May be run
 * again after it was killed.
 * @param confirm gets the agreement; it throws to refuse
 * @returns false when there was no state bucket
 * @throws GantryError (refused) while any other state in the bucket has resources
 */
export async function dissolveState(
  context: Context,
  session: Session,
  confirm: (bucket: string) => Promise<void>,
): Promise<boolean> {
  const { workspace, output } = context;
  const stacks = [STATE_STACK];
  const { organization } = await synthesize(workspace, { target: session.target, stacks, lifecycle: "disposable" });
  const bucket = new StateBucket(organization, session);
  const copy = new LocalCopy(context, session);
  const terraform = terraformFor(context, session, STATE_STACK);
  try {
    await refuseWhileUsed(bucket);
    const remote = await bucket.read(STATE_KEY);
    const place = placeOfState(copy.read(), remote === undefined ? undefined : readState(remote));
    if (place === "nowhere") return false;
    await confirm(bucket.name);
    if (place === "bucket") {
      copy.leave();
      copy.remove();
      output.line("Lowering the guards of the state bucket.");
      await deployStack(context, session, STATE_STACK, { yes: true, allowed: [], unprotected: [STATE_STACK] });
      const state = await pullState(terraform, STATE_STACK);
      if (state !== undefined) copy.write(state);
    }
    copy.use();
    await initialize(terraform, STATE_STACK, session.cloud?.world);
    if ((await readDeployed(terraform, STATE_STACK)).addresses.length > 0) {
      await destroyPrepared(context, session, terraform, { stack: STATE_STACK, confirm: async () => {} });
    }
    copy.leave();
    copy.remove();
    return true;
  } finally {
    bucket.close();
  }
}

async function refuseWhileUsed(bucket: StateBucket): Promise<void> {
  const used = (await listStates(bucket)).filter(
    ({ stack, contents }) => stack !== STATE_STACK && contents.addresses.length > 0,
  );
  if (used.length === 0) return;
  const resources = used.reduce((sum, { contents }) => sum + contents.addresses.length, 0);
  const names = used.map(({ stack }) => stack).join(" ");
  const others = used.flatMap(({ stack }) => (isBastion(stack) ? [] : [stack]));
  const close = others.length < used.length ? ["./gantry bastion close --all"] : [];
  const destroy = others.length > 0 ? [`./gantry destroy ${others.join(" ")}`] : [];
  throw new GantryError(
    {
      path: bucket.name,
      what: `holds the states of ${count(resources, "resource")} that still exist; nothing was changed`,
      value: names,
      fix: [...close, ...destroy].join(", then "),
    },
    { outcome: "refused" },
  );
}

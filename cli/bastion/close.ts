import type { Configuration } from "../../environments/index.js";
import type { Context } from "../context.js";
import { destroyPrepared } from "../operations/destroy.js";
import { initializedTerraform } from "../operations/prepare.js";
import { StateBucket } from "../state/bucket.js";
import type { Reach, Session } from "../target/session.js";
import { readDeployed } from "../terraform/state.js";
import { hasExpired, listBastions, type OpenBastion } from "./bastions.js";
import { synthesizeBastion } from "./synthesize.js";

export interface Closing {
  readonly configuration: Configuration;
  readonly environment: string;
  /** @default "0s" */
  readonly lockTimeout?: string;
}

/**
 * Takes the bastion of an environment away, with everything of it. It holds nothing, so nobody is asked.
 *
 * @returns whether there was one
 */
export async function closeBastion(
  context: Context,
  session: Session,
  { configuration, environment, lockTimeout = "0s" }: Closing,
): Promise<boolean> {
  const { target } = session;
  const stack = await synthesizeBastion(context.workspace, { configuration, target, environment });
  const terraform = await initializedTerraform(context, session, stack);
  if ((await readDeployed(terraform, stack)).addresses.length === 0) return false;
  await destroyPrepared(context, session, terraform, { stack, lockTimeout, confirm: async () => {} });
  return true;
}

/** The same, where there may be none: without having asked Terraform. */
export async function closeIfOpen(context: Context, session: Session, closing: Closing): Promise<void> {
  const bastions = await readBastions(closing.configuration, session);
  if (bastions.some(({ environment }) => environment === closing.environment)) {
    await closeBastion(context, session, closing);
  }
}

/** The bastions of which anything is left. */
export async function readBastions(configuration: Configuration, reach: Reach): Promise<readonly OpenBastion[]> {
  const bucket = new StateBucket(configuration.organization, reach);
  try {
    return await listBastions(bucket);
  } finally {
    bucket.close();
  }
}

/**
 * Takes away what is left of bastions whose time is over. One that can't be closed, because somebody works on it or in
 * an account that isn't this person's, stops nobody: it gives access to nothing and waits for the next.
 */
export async function sweepExpired(
  context: Context,
  session: Session,
  configuration: Configuration,
  bastions: readonly OpenBastion[],
): Promise<void> {
  for (const bastion of bastions.filter((one) => hasExpired(one, new Date()))) {
    const { environment } = bastion;
    if (!configuration.environments.some(({ name }) => name === environment)) continue;
    context.output.line(`The bastion of ${environment} has expired: what is left of it is taken away.`);
    try {
      await closeBastion(context, session, { configuration, environment });
    } catch (error) {
      context.interrupts.check();
      context.output.warn(`the bastion of ${environment} could not be closed: ${(error as Error).message}`);
    }
  }
}

import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { type Deployed, type DeployOptions, deployPrepared, deployStack } from "../operations/deploy.js";
import { initializedTerraform, terraformFor } from "../operations/prepare.js";
import { synthesize } from "../synthesis/synthesize.js";
import type { Session } from "../target/session.js";
import { initialize } from "../terraform/init.js";
import { runTerraform, type Terraform } from "../terraform/run.js";
import { pullState, readDeployed, readState } from "../terraform/state.js";
import { StateBucket } from "./bucket.js";
import { LocalCopy, namesInStack } from "./local-copy.js";
import { placeOfState } from "./place.js";

export const STATE_STACK = "state";
export const STATE_KEY = "state/terraform.tfstate";

/**
 * Makes the state bucket from nothing: with its state on this machine first, which then moves into the bucket.
 * May be run again at any time, also after it was killed: it goes on where it stopped, and once the bucket holds its
 * own state it is a plain deploy.
 */
export async function bootstrapState(context: Context, session: Session, options: DeployOptions): Promise<Deployed> {
  const { output, workspace } = context;
  const stacks = [STATE_STACK];
  const { organization } = await synthesize(workspace, { target: session.target, stacks });
  const bucket = new StateBucket(organization, session);
  const copy = new LocalCopy(context, session);
  try {
    const remote = await bucket.read(STATE_KEY);
    const place = placeOfState(copy.read(), remote === undefined ? undefined : readState(remote));
    copy.leave();
    if (place === "bucket") {
      const deployed = await deployStack(context, session, STATE_STACK, options);
      copy.remove();
      return deployed;
    }
    const deployed = await deployWithLocalState(context, session, {
      bucket,
      copy,
      options,
      resumed: place === "local",
    });
    await moveIntoBucket(context, session, bucket, copy);
    output.line(output.style.good(`${STATE_STACK}: its own state is in s3://${bucket.name}/${STATE_KEY}`));
    return deployed;
  } finally {
    bucket.close();
  }
}

interface FirstRun {
  readonly bucket: StateBucket;
  readonly copy: LocalCopy;
  readonly options: DeployOptions;
  /** A former run was stopped on the way. */
  readonly resumed: boolean;
}

async function deployWithLocalState(context: Context, session: Session, first: FirstRun): Promise<Deployed> {
  const { bucket, copy, options, resumed } = first;
  const terraform = terraformFor(context, session, STATE_STACK);
  copy.use();
  await initialize(terraform, STATE_STACK, session.cloud?.world);
  if (resumed || (await bucket.exists())) await adopt(context, terraform, bucket);
  return deployPrepared(context, session, terraform, STATE_STACK, options);
}

/** Takes over what a killed run had made but could no longer write into its state. */
async function adopt({ workspace, output }: Context, terraform: Terraform, bucket: StateBucket): Promise<void> {
  const known = (await readDeployed(terraform, STATE_STACK)).addresses;
  const candidates = new Map([
    ...namesInStack(workspace, "aws_s3_bucket", "bucket"),
    ...namesInStack(workspace, "aws_kms_alias", "name"),
  ]);
  for (const [address, name] of candidates) {
    if (known.includes(address)) continue;
    if (address.startsWith("aws_s3_bucket.") && !(await bucket.exists(name))) continue;
    // What doesn't exist can't be imported, and will be made.
    const { code } = await runTerraform(terraform, ["import", "-input=false", "-no-color", address, name]);
    if (code === 0) output.line(`  took over ${address} (${name}), which an interrupted run had made`);
  }
}

/**
 * The file itself is moved, as it is. `terraform init -migrate-state` would write a state of a new lineage, and a run
 * that was killed in between could no longer tell one state from two. The copy goes once Terraform has read the state
 * from the bucket.
 */
async function moveIntoBucket(context: Context, session: Session, bucket: StateBucket, copy: LocalCopy): Promise<void> {
  if ((await bucket.read(STATE_KEY)) === undefined) await bucket.create(STATE_KEY, copy.text());
  copy.leave();
  const terraform = await initializedTerraform(context, session, STATE_STACK);
  const moved = await pullState(terraform, STATE_STACK);
  if (moved === undefined || placeOfState(copy.read(), readState(moved)) !== "bucket") {
    throw new GantryError({
      path: STATE_STACK,
      what: "its state did not arrive in the bucket; the copy on this machine is kept",
      fix: "./gantry state bootstrap goes on from the copy",
    });
  }
  copy.remove();
}

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "../../modules/core/errors.js";
import { ROOT_VARIABLE } from "../../modules/core/migration-order.js";
import type { Context } from "../context.js";
import type { Session } from "../target/session.js";
import { initialize } from "../terraform/init.js";
import { type Plan, type PlanOptions, planStack } from "../terraform/plan.js";
import type { Terraform } from "../terraform/run.js";
import { privateDirectory, stackDirectory } from "../workspace.js";

/** A Terraform for a stack's folder, which must have been synthesized. */
export function terraformFor(context: Context, session: Session, stack: string): Terraform {
  return {
    binary: session.binary,
    directory: stackDirectory(context.workspace, stack),
    // The stack's folder may lie outside of the repository, whose command its provisioners call.
    environment: { ...session.environment, [ROOT_VARIABLE]: context.workspace.root },
    interrupts: context.interrupts,
  };
}

/** The same, ready for plan and apply. */
export async function initializedTerraform(context: Context, session: Session, stack: string): Promise<Terraform> {
  const terraform = terraformFor(context, session, stack);
  context.output.foot(stack, [`  … ${stack}: getting Terraform ready`]);
  try {
    await initialize(terraform, stack, session.cloud?.world);
  } finally {
    context.output.foot(stack, []);
  }
  return terraform;
}

/**
 * Plans a stack into a file that is gone afterwards, whatever happens: a plan holds secrets, and is void as soon as
 * something was applied.
 * @param options `orElse` may mend what a plan failed with; when it says so, the plan is tried once more
 */
export async function withPlan<T>(
  context: Context,
  terraform: Terraform,
  options: Omit<PlanOptions, "file" | "onRefreshed"> & { readonly orElse?: (error: GantryError) => Promise<boolean> },
  use: (plan: Plan) => Promise<T>,
): Promise<T> {
  const { orElse = async () => false, ...wanted } = options;
  const folder = privateDirectory(context.workspace, "plans");
  removeAbandoned(folder);
  const file = join(folder, `${options.stack}-${process.pid}.tfplan`);
  try {
    const plan = await planShowing(context, terraform, { ...wanted, file }).catch(async (error: unknown) => {
      if (!(error instanceof GantryError) || !(await orElse(error))) throw error;
      return planShowing(context, terraform, { ...wanted, file });
    });
    return await use(plan);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Removes the plans of runs that were killed before they could do it themselves. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/-(\d+)\.tfplan$/.exec(name)?.[1]);
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Plans a stack and shows how far it has got. */
export async function planShowing(
  context: Context,
  terraform: Terraform,
  options: Omit<PlanOptions, "onRefreshed">,
): Promise<Plan> {
  const { output } = context;
  let read = 0;
  const draw = () => output.foot(options.stack, [`  … ${options.stack}: planning, ${read} resources read`]);
  draw();
  try {
    const onRefreshed = () => {
      read += 1;
      draw();
    };
    const plan = await planStack(terraform, { ...options, onRefreshed });
    for (const { summary, address } of plan.warnings.filter(({ severity }) => severity === "warning")) {
      output.warn(`${options.stack}: ${address === undefined ? "" : `${address}: `}${summary}`);
    }
    return plan;
  } finally {
    output.foot(options.stack, []);
  }
}

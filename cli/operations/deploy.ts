import { join } from "node:path";
import type { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { withHealthyRollouts } from "../ecs/rollouts.js";
import type { Session } from "../target/session.js";
import { type ApplyOptions, applyPlan } from "../terraform/apply.js";
import { hasChanges, type PlanSummary } from "../terraform/changes.js";
import type { Plan } from "../terraform/plan.js";
import type { Terraform } from "../terraform/run.js";
import { readSavedPlan } from "../terraform/saved-plan.js";
import { type Outputs, readDeployed } from "../terraform/state.js";
import { renderPlan } from "../terraform/summary.js";
import { USUAL_DURATIONS } from "../terraform/usual-durations.js";
import { privateDirectory } from "../workspace.js";
import { type Agreement, agree } from "./agreement.js";
import { takeUpInterrupted } from "./interrupted.js";
import { initializedTerraform, withPlan } from "./prepare.js";

export interface DeployOptions extends Agreement {
  /** A plan that `diff --out` kept, applied instead of a new one. @default - plans anew */
  readonly planFile?: string;
  /** Names the stack on every line, for several deploys at once. @default false */
  readonly labelled?: boolean;
  /** Shows every value of every change. @default false */
  readonly full?: boolean;
  /** Steps at a time. @default PARALLELISM */
  readonly parallelism?: number;
  /** @default "0s" */
  readonly lockTimeout?: string;
  /** Fails unless every ECS service runs what was deployed. @default false */
  readonly healthyRollouts?: boolean;
}

export interface Deployed {
  readonly stack: string;
  readonly outcome: "unchanged" | "applied";
  readonly plan: PlanSummary;
  readonly outputs: Outputs;
}

/**
 * Plans a synthesized stack (or takes a plan that was kept), shows the plan, gets the agreement, and applies exactly that plan.
 * Its ECS services must then run what was deployed, also where there was nothing to change.
 * @throws GantryError: a refusal before anything was applied, a failure with Terraform's diagnostics and ECS's reasons
 */
export async function deployStack(
  context: Context,
  session: Session,
  stack: string,
  options: DeployOptions,
): Promise<Deployed> {
  const terraform = await initializedTerraform(context, session, stack);
  return deployPrepared(context, session, terraform, stack, { ...options, healthyRollouts: true });
}

/** The same for a folder that is initialized already; services are looked at only where asked for. */
export async function deployPrepared(
  context: Context,
  session: Session,
  terraform: Terraform,
  stack: string,
  options: DeployOptions,
): Promise<Deployed> {
  const { output, prompt } = context;
  const { full = false, labelled = false, parallelism, lockTimeout = "0s" } = options;
  const apply = async (plan: Plan): Promise<Deployed> => {
    for (const line of renderPlan(plan.summary, output.style, full)) output.line(line);
    const changed = hasChanges(plan.summary);
    if (changed) await agree(plan.summary, options, prompt);
    const work = async (): Promise<Outputs> => {
      if (!changed) return (await readDeployed(terraform, stack)).outputs;
      return applyPlan(terraform, {
        stack,
        plan,
        output,
        labelled,
        lockTimeout,
        durations: durationsOf(context, session),
        ...(parallelism === undefined ? {} : { parallelism }),
      });
    };
    const outputs = await (options.healthyRollouts === true
      ? withHealthyRollouts(context, session, terraform, stack, work)
      : work());
    if (changed) output.line(output.style.good(`${stack}: deployed`));
    return { stack, outcome: changed ? "applied" : "unchanged", plan: plan.summary, outputs };
  };
  if (options.planFile !== undefined) {
    return apply(await readSavedPlan(terraform, { stack, target: session.target, file: options.planFile }));
  }
  const plan = {
    stack,
    lockTimeout,
    orElse: (error: GantryError) => takeUpInterrupted(context, terraform, stack, error),
  };
  return withPlan(context, terraform, plan, apply);
}

/** Durations are kept per target: on the embedded cloud almost nothing takes as long as on AWS. */
export function durationsOf({ workspace }: Context, { target }: Session): ApplyOptions["durations"] {
  return { file: join(privateDirectory(workspace), `durations-${target}.json`), usual: USUAL_DURATIONS[target] };
}

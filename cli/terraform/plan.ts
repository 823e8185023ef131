import { statefulTypes } from "../../modules/core/lifecycle.js";
import { type PlanSummary, summarize } from "./changes.js";
import { terraformFailure } from "./failure.js";
import { type Diagnostic, parseMessage } from "./messages.js";
import type { PlanJson } from "./plan-json.js";
import { runTerraform, type Terraform } from "./run.js";

export interface PlanOptions {
  readonly stack: string;
  /** Where the plan is written. It holds secrets. */
  readonly file: string;
  /** Plans the way to nothing. @default false */
  readonly destroy?: boolean;
  /** How long to wait for a lock that somebody else holds. @default "0s" */
  readonly lockTimeout?: string;
  /** Called as resources are read. */
  readonly onRefreshed?: (address: string) => void;
}

/** A plan that can be applied as it is. */
export interface Plan {
  readonly file: string;
  readonly summary: PlanSummary;
  readonly json: PlanJson;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Plans a stack against what really exists, and reads the plan back.
 * @throws GantryError with Terraform's diagnostics; a refusal when the state is locked
 */
export async function planStack(terraform: Terraform, options: PlanOptions): Promise<Plan> {
  const { stack, file, destroy = false, lockTimeout = "0s", onRefreshed } = options;
  const diagnostics: Diagnostic[] = [];
  const line = ["plan", "-input=false", "-json", "-refresh=true", "-detailed-exitcode", `-lock-timeout=${lockTimeout}`];
  const { code, stderr } = await runTerraform(
    terraform,
    [...line, ...(destroy ? ["-destroy"] : []), `-out=${file}`],
    (text) => {
      const message = parseMessage(text);
      if (message.type === "diagnostic") diagnostics.push(message.diagnostic);
      if (message.type === "refresh_complete") onRefreshed?.(message.hook.resource.addr);
    },
  );
  if (code !== 0 && code !== 2) throw terraformFailure({ stack, step: "plan", diagnostics, output: stderr });
  // Reading a plan back loads every provider's schema, seconds that an empty plan is not worth.
  if (code === 0) return { file, json: {}, summary: summarize(stack, {}, statefulTypes), warnings: diagnostics };
  return { ...(await readPlan(terraform, stack, file)), warnings: diagnostics };
}

/** Reads a plan file. */
export async function readPlan(terraform: Terraform, stack: string, file: string): Promise<Omit<Plan, "warnings">> {
  const { code, stdout, stderr } = await runTerraform(terraform, ["show", "-json", "-no-color", file]);
  if (code !== 0) throw terraformFailure({ stack, step: "show", diagnostics: [], output: stderr });
  const json = JSON.parse(stdout) as PlanJson;
  return { file, json, summary: summarize(stack, json, statefulTypes) };
}

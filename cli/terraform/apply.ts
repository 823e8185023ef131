import type { Output } from "../terminal/output.js";
import { type Durations, learn, loadDurations, saveDurations } from "./durations.js";
import { terraformFailure } from "./failure.js";
import { type Diagnostic, parseMessage } from "./messages.js";
import type { Plan } from "./plan.js";
import { Progress, showProgress } from "./progress.js";
import { Provisioning } from "./provisioning.js";
import { referencesOf, workOf } from "./remaining.js";
import { runTerraform, type Terraform } from "./run.js";
import { type Outputs, openOutputs } from "./state.js";

/**
 * Steps that Terraform takes at a time. Most of them wait for AWS and cost nothing here, so its own default of 10
 * only makes the waits queue up.
 */
export const PARALLELISM = 24;

export interface ApplyOptions {
  readonly stack: string;
  readonly plan: Plan;
  readonly output: Output;
  /** Where durations are remembered, and what is expected of what has never been measured. */
  readonly durations: { readonly file: string; readonly usual: Durations };
  /** Names the stack on every line, for several applies at once. @default false */
  readonly labelled?: boolean;
  /** @default PARALLELISM */
  readonly parallelism?: number;
  /** How long to wait for a lock that somebody else holds. @default "0s" */
  readonly lockTimeout?: string;
}

/**
 * Applies exactly the given plan and shows how it goes.
 * @returns the outputs that the stack has then
 * @throws GantryError with Terraform's diagnostics; what was done until then stands in the state
 */
export async function applyPlan(terraform: Terraform, options: ApplyOptions): Promise<Outputs> {
  const { stack, plan, output, durations, parallelism = PARALLELISM, lockTimeout = "0s" } = options;
  const known: Durations = { ...durations.usual, ...loadDurations(durations.file) };
  const progress = new Progress({
    stack,
    work: workOf(plan.summary.changes, known),
    references: referencesOf(plan.json),
    parallelism,
  });
  const provisioning = new Provisioning();
  const diagnostics: Diagnostic[] = [];
  const label = options.labelled === true ? `${stack} ` : "";
  let outputs: Outputs = {};
  const hide = showProgress(progress, output, stack);
  const line = [
    "apply",
    "-input=false",
    "-json",
    `-lock-timeout=${lockTimeout}`,
    `-parallelism=${parallelism}`,
    plan.file,
  ];
  try {
    const { code, stderr } = await runTerraform(terraform, line, (text) => {
      const message = parseMessage(text);
      if (message.type === "diagnostic") diagnostics.push(message.diagnostic);
      if (message.type === "outputs") outputs = openOutputs(message.outputs);
      const event = provisioning.receive(message) ?? progress.receive(message, output.live);
      if (event !== undefined) output.line(`  ${label}${event}`);
    });
    const reasonFor = provisioning.reasonFor.bind(provisioning);
    if (code !== 0) throw terraformFailure({ stack, step: "apply", diagnostics, output: stderr, reasonFor });
    return outputs;
  } finally {
    hide();
    for (const address of terraform.interrupts.requested ? provisioning.cutOff : []) {
      output.warn(`${address} was interrupted: its task is being stopped, and runs again with the next deploy`);
    }
    saveDurations(durations.file, learn(loadDurations(durations.file), progress.measured));
  }
}

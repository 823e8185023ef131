import { GantryError } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import { runTerraform, type Terraform } from "../terraform/run.js";
import { readDeployed } from "../terraform/state.js";

/**
 * Takes up creations that were interrupted. Terraform marks them as tainted and wants to make them again, which it
 * must not do with what is protected: so the next plan would fail for ever. Those are kept, and checked in place.
 * @param failure what the plan failed with
 * @returns whether anything was taken up, so that a plan is worth another try
 * @throws GantryError when Terraform can't change its mind
 */
export async function takeUpInterrupted(
  { output }: { readonly output: Pick<Context["output"], "line"> },
  terraform: Terraform,
  stack: string,
  failure: GantryError,
): Promise<boolean> {
  const refused = protectedAddresses(failure.message);
  if (refused.length === 0) return false;
  const tainted = (await readDeployed(terraform, stack)).tainted.filter((address) => refused.includes(address));
  for (const address of tainted) {
    const { code, stderr } = await runTerraform(terraform, ["untaint", address]);
    if (code !== 0) throw new GantryError({ path: `${stack}: ${address}`, what: `can't be kept: ${stderr}` });
    output.line(`${stack}: the creation of ${address} was interrupted; it is kept and checked`);
  }
  return tainted.length > 0;
}

/** The resources that Terraform says it may not destroy. */
function protectedAddresses(message: string): readonly string[] {
  // Terraform breaks its sentences into lines.
  const text = message.replaceAll(/\s+/g, " ");
  return [...text.matchAll(/Resource (\S+) has lifecycle\.prevent_destroy set/g)].map(([, address = ""]) => address);
}

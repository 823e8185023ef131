import type { Problem } from "../../modules/core/errors.js";
import type { Diagnostic, Message } from "./messages.js";

/** What a provisioner's own command begins its reason with, as every error of `./gantry` does. */
const REASON = /^error: /;

/** Terraform's account of what it starts: the whole command line, which says nothing to people. */
const EXECUTING = /^(local-exec: )?Executing: /;

/** Follows the provisioners of an apply: shows what their commands say, and keeps why one failed. */
export class Provisioning {
  private readonly reasons = new Map<string, string[]>();
  private readonly errored = new Set<string>();

  /** Takes in a message; returns the line to show for it. What a command says of its failure is kept for the end. */
  receive(message: Message): string | undefined {
    if (!("hook" in message)) return undefined;
    const { addr } = message.hook.resource;
    if (message.type === "provision_errored") this.errored.add(addr);
    if (message.type !== "provision_progress") return undefined;
    const { output = "" } = message.hook;
    const reason = this.reasons.get(addr);
    if (reason !== undefined) reason.push(output);
    else if (REASON.test(output)) this.reasons.set(addr, [output.replace(REASON, "")]);
    else return EXECUTING.test(output) ? undefined : output;
    return undefined;
  }

  /** Addresses whose commands were cut off, before they could say anything of a failure. */
  get cutOff(): readonly string[] {
    return [...this.errored].filter((address) => !this.reasons.has(address));
  }

  /** The reason behind one of Terraform's diagnostics, in the command's own words. @default - it gave none */
  reasonFor({ address, summary }: Diagnostic): Problem | undefined {
    const reason = this.reasons.get(address ?? "");
    return reason === undefined || !summary.includes("provisioner error") ? undefined : { what: reason.join("\n") };
  }
}

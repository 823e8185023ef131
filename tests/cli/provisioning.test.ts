import { describe, expect, it } from "vitest";
import { terraformFailure } from "../../cli/terraform/failure.js";
import { parseMessage } from "../../cli/terraform/messages.js";
import { Provisioning } from "../../cli/terraform/provisioning.js";
import { describe as describeProblem } from "../../modules/core/errors.js";

const ADDRESS = "terraform_data.service-api_migration_3A1F1D4C";
const message = (type: string, output?: string) =>
  parseMessage(
    JSON.stringify({ type, hook: { resource: { addr: ADDRESS, resource_type: "terraform_data" }, output } }),
  );
/** What is shown of a command that says these lines, as Terraform 1.11 passes them on. */
function shown(provisioning: Provisioning, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => provisioning.receive(message("provision_progress", line)) ?? []);
}
const diagnostic = {
  severity: "error",
  summary: "local-exec provisioner error",
  detail: "Error running command 'root=$GANTRY_ROOT …': exit status 1. Output: migration of api: …",
  address: ADDRESS,
} as const;
const failure = (provisioning: Provisioning) =>
  terraformFailure({
    stack: "staging",
    step: "apply",
    diagnostics: [diagnostic],
    output: "",
    reasonFor: provisioning.reasonFor.bind(provisioning),
  });

describe("the command of a provisioner", () => {
  it("is shown as it speaks, without the command line that Terraform repeats", () => {
    const provisioning = new Provisioning();
    expect(provisioning.receive(message("provision_start"))).toBeUndefined();
    const lines = ['Executing: ["/bin/sh" "-c" "root=…"]', "migration of api: RUNNING", "migration of api | error: no"];
    expect(shown(provisioning, lines)).toEqual(lines.slice(1));
  });

  it("fails the apply with its own reason, said once, at the end", () => {
    const provisioning = new Provisioning();
    const reason = ["error: staging: migration of api failed with exit code 1", "  the end of its log:", "    | no"];
    expect(shown(provisioning, ["migration of api: STOPPED", ...reason])).toEqual(["migration of api: STOPPED"]);
    provisioning.receive(message("provision_errored"));
    const { problems } = failure(provisioning);
    expect(problems.map(describeProblem)).toEqual([reason.join("\n").replace("error: ", "")]);
    expect(provisioning.cutOff).toEqual([]);
  });

  it("fails it with Terraform's words when it gave no reason, and counts as cut off", () => {
    const provisioning = new Provisioning();
    provisioning.receive(message("provision_errored"));
    expect(failure(provisioning).message).toContain("local-exec provisioner error");
    expect(provisioning.cutOff).toEqual([ADDRESS]);
  });
});

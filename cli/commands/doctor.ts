import { defineCommand } from "../arguments/command.js";
import { JSON_OUTPUT } from "../arguments/common.js";
import { runChecks } from "../doctor/check.js";
import { allChecks } from "../doctor/checks.js";
import { EXIT } from "../exit.js";

export default defineCommand({
  usage: "doctor",
  summary: "Check what this machine needs to run Gantry, and say what to mend. Exit code 1 when something is missing.",
  details: [
    "With GANTRY_CLOUD=aws, or AWS credentials in the shell, it also asks Datadog, GitLab and DigitalOcean whether they take their keys. What is missing or refused is a failure with GANTRY_CLOUD=aws, else a note; a vendor that can't be reached is always one.",
  ],
  flags: { json: JSON_OUTPUT },
  async run(_input, context) {
    const { output } = context;
    const findings = await runChecks(allChecks(context));
    const mark = { ok: output.style.good("ok  "), note: output.style.caution("note"), fail: output.style.bad("fail") };
    for (const { name, outcome, detail, fix } of findings) {
      output.line(`${mark[outcome]}  ${name.padEnd(16)}${detail}`);
      if (fix !== undefined) output.line(`      ${"".padEnd(16)}${output.style.strong(fix)}`);
    }
    const healthy = findings.every(({ outcome }) => outcome !== "fail");
    output.result({ healthy, findings });
    return healthy ? EXIT.done : EXIT.failed;
  },
});

import { cloudEnvironment, unsetFor } from "../../../local/environment.js";
import { defineCommand } from "../../arguments/command.js";
import { EXIT } from "../../exit.js";
import { runningCloud } from "../../target/cloud.js";
import { embeddedCloudEnvironment } from "../../target/session.js";

export default defineCommand({
  usage: "local env",
  summary: "Print the variables that point a shell, Terraform, cdktf and the AWS command line at the embedded cloud.",
  details: ["Also unsets what would win over them. They are void once the cloud was stopped; --unset takes them back."],
  examples: ['eval "$(./gantry local env)"', 'eval "$(./gantry local env --unset)"'],
  flags: { unset: { kind: "switch", summary: "print the lines that take the variables back" } },
  async run({ flags }, context) {
    if (flags.unset) {
      context.output.line(`unset ${[...VARIABLES, "TF_CLI_CONFIG_FILE"].join(" ")}`);
      return EXIT.done;
    }
    const cloud = await runningCloud(context);
    const environment = embeddedCloudEnvironment(context, cloud);
    const own = Object.keys(cloudEnvironment(cloud));
    const unset = unsetFor(context.environment);
    if (unset.length > 0) context.output.line(`unset ${unset.join(" ")}`);
    for (const name of [...own, "TF_CLI_CONFIG_FILE"]) {
      const value = environment[name];
      if (value !== undefined) context.output.line(`export ${name}=${quote(value)}`);
    }
    return EXIT.done;
  },
});

/** The names don't depend on the cloud that they point at. */
const VARIABLES = Object.keys(
  cloudEnvironment({ world: "", pid: 0, startedAt: "", awsEndpoint: "", controlEndpoint: "", reattach: {} }),
);

function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

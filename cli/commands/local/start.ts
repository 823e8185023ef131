import { logFile } from "../../../local/cloud.js";
import { defineCommand } from "../../arguments/command.js";
import { JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { startEmbeddedCloud } from "../../target/cloud.js";

export default defineCommand({
  usage: "local start",
  summary:
    "Start the embedded cloud: AWS, Datadog, GitLab and DigitalOcean on this machine. Does nothing when it runs.",
  details: ["It outlives the terminal. GANTRY_LOCAL_PORT pins the port of its AWS endpoint."],
  flags: { json: JSON_OUTPUT },
  async run(_input, context) {
    const { cloud, fresh } = await startEmbeddedCloud(context);
    const { output, workspace } = context;
    output.line(
      fresh ? "The embedded cloud is running: a fresh, empty world." : "The embedded cloud is running already.",
    );
    output.line(`  AWS endpoint  ${cloud.awsEndpoint}`);
    output.line(`  log           ${logFile(workspace.cloud)}`);
    output.result({ fresh, ...cloud });
    return EXIT.done;
  },
});

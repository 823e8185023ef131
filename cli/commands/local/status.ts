import { cloudState, logFile } from "../../../local/cloud.js";
import { defineCommand } from "../../arguments/command.js";
import { JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { ago } from "../../terminal/text.js";

export default defineCommand({
  usage: "local status",
  summary: "Whether the embedded cloud runs, and where. Exit code 1 when it is broken.",
  flags: { json: JSON_OUTPUT },
  async run(_input, { output, workspace }) {
    const state = await cloudState(workspace.cloud);
    output.result(state);
    if (state.status === "stopped") output.line("stopped; ./gantry local start starts it");
    if (state.status === "broken") output.line(`broken: ${state.reason}\n  fix: ${state.fix}`);
    if (state.status === "running") {
      const { cloud } = state;
      output.line(`running since ${cloud.startedAt} (${ago(new Date(cloud.startedAt), new Date())})`);
      output.line(`  AWS endpoint  ${cloud.awsEndpoint}`);
      output.line(`  process       ${cloud.pid}`);
      output.line(`  log           ${logFile(workspace.cloud)}`);
    }
    return state.status === "broken" ? EXIT.failed : EXIT.done;
  },
});

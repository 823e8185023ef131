import { stopCloud } from "../../../local/cloud.js";
import { defineCommand } from "../../arguments/command.js";
import { JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";

export default defineCommand({
  usage: "local stop",
  summary: "Stop the embedded cloud. Everything on it is gone, the Terraform states included.",
  flags: { json: JSON_OUTPUT },
  async run(_input, { output, workspace }) {
    const stopped = await stopCloud(workspace.cloud);
    output.line(stopped ? "The embedded cloud is stopped; its world is gone." : "No embedded cloud was running.");
    output.result({ stopped });
    return EXIT.done;
  },
});

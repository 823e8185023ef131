import { resetCloud } from "../../../local/cloud.js";
import { defineCommand } from "../../arguments/command.js";
import { JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { runningCloud } from "../../target/cloud.js";
import { enterWorld } from "../../target/world.js";

export default defineCommand({
  usage: "local reset",
  summary: "Empty the embedded cloud without stopping it. The Terraform states go, too.",
  flags: { json: JSON_OUTPUT },
  async run(_input, context) {
    await runningCloud(context);
    const cloud = await resetCloud(context.workspace.cloud);
    enterWorld(context.workspace, cloud.world);
    context.output.line("The embedded cloud is empty: a fresh world.");
    context.output.result(cloud);
    return EXIT.done;
  },
});

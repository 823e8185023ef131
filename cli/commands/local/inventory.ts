import { inventory } from "../../../local/inventory.js";
import { defineCommand } from "../../arguments/command.js";
import { JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { renderInventory } from "../../operations/inventory.js";
import { runningCloud } from "../../target/cloud.js";

export default defineCommand({
  usage: "local inventory",
  summary: "List everything that exists on the embedded cloud, at all four providers.",
  flags: { json: JSON_OUTPUT },
  async run(_input, context) {
    const items = await inventory(await runningCloud(context));
    for (const line of renderInventory(items)) context.output.line(line);
    context.output.result(items);
    return EXIT.done;
  },
});

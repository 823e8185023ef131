import { cloudState, stopCloud } from "../../local/cloud.js";
import { inventory } from "../../local/inventory.js";
import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import { JSON_OUTPUT } from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { renderInventory } from "../operations/inventory.js";
import { takeDown } from "../operations/take-down.js";
import { localSession } from "../target/session.js";
import { count, duration } from "../terminal/text.js";
import { findBinary } from "../terraform/binary.js";

export default defineCommand({
  usage: "down",
  summary: "Destroy everything on the embedded cloud, check that nothing is left at any provider, and stop it.",
  details: [
    "Environments first, then what they build on, then the state bucket, protected or not. Never works on AWS. Exit code 1 when something is left: then the cloud keeps running, so that you can look.",
  ],
  flags: {
    "keep-cloud": { kind: "switch", summary: "leave the embedded cloud running, empty" },
    json: JSON_OUTPUT,
  },
  async run({ flags }, context) {
    const { output, workspace, environment } = context;
    const state = await cloudState(workspace.cloud);
    if (state.status === "stopped") {
      output.line("No embedded cloud is running: there is nothing to take down.");
      output.result({ destroyed: [], left: [] });
      return EXIT.done;
    }
    if (state.status === "broken") {
      await stopCloud(workspace.cloud);
      output.line(`There is nothing to take down: the embedded cloud was broken (${state.reason}).`);
      output.result({ destroyed: [], left: [] });
      return EXIT.done;
    }
    const began = Date.now();
    const session = localSession(context, state.cloud, await findBinary(environment));
    const destroyed = await takeDown(context, session);

    const left = await inventory(state.cloud);
    output.result({ destroyed, left });
    output.line();
    if (left.length > 0) {
      for (const line of renderInventory(left)) output.line(line);
      throw new GantryError({
        what: `${count(left.length, "thing")} stayed behind on the embedded cloud`,
        fix: "see the list above; ./gantry local reset empties the cloud",
      });
    }
    output.line(`Down, after ${duration((Date.now() - began) / 1000)}: nothing is left at any of the four providers.`);
    if (flags["keep-cloud"]) output.line("The embedded cloud keeps running.");
    else if (await stopCloud(workspace.cloud)) output.line("The embedded cloud is stopped.");
    return EXIT.done;
  },
});

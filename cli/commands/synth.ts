import { defineCommand } from "../arguments/command.js";
import { CLOUD, JSON_OUTPUT } from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { pruneStacks } from "../synthesis/prune.js";
import { orderStacks } from "../synthesis/stacks.js";
import { synthesize } from "../synthesis/synthesize.js";
import { synthesisTarget } from "../target/session.js";
import { count } from "../terminal/text.js";
import { stackDirectory } from "../workspace.js";

export default defineCommand({
  usage: "synth [NAME…]",
  summary: "Write the Terraform configuration of the named stacks, or of all.",
  details: ["Needs no cloud, no token and no Terraform. A full synth also removes stacks that exist no more."],
  examples: ["./gantry synth", "./gantry synth staging"],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: { cloud: CLOUD, json: JSON_OUTPUT },
  async run({ names, flags }, context) {
    const { workspace, output } = context;
    const stacks = orderStacks(names);
    await synthesize(workspace, { target: synthesisTarget(context, flags.cloud), stacks });
    const removed = names.length === 0 ? pruneStacks(workspace, stacks) : [];
    for (const stack of stacks) output.line(`${stack}  ${stackDirectory(workspace, stack)}/cdk.tf.json`);
    if (removed.length > 0) output.line(`Removed ${count(removed.length, "stale stack")}: ${removed.join(", ")}`);
    output.result({ stacks: stacks.map((name) => ({ name, directory: stackDirectory(workspace, name) })), removed });
    return EXIT.done;
  },
});

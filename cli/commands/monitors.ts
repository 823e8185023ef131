import { environmentNames } from "../../environments/index.js";
import { defineCommand } from "../arguments/command.js";
import { JSON_OUTPUT } from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { monitorDocument, monitorLines } from "../monitors/render.js";
import { tableDocument } from "../monitors/table.js";
import { readMonitors } from "../synthesis/monitors.js";
import { orderStacks } from "../synthesis/stacks.js";
import { synthesisTarget } from "../target/session.js";

export default defineCommand({
  usage: "monitors [NAME…]",
  summary:
    "Every monitor of the named environments, or of all: what it asks, whom it tells and when not, and why it's there.",
  details: [
    "From the configuration alone: no account, no token, no state. What Datadog has made of them since, ./gantry diff shows.",
    "With --table, every monitor that any environment could have by the kinds of its services and stores: docs/monitors.md.",
  ],
  examples: [
    "./gantry monitors",
    "./gantry monitors staging --md",
    "./gantry monitors --table",
    "./gantry monitors production --json",
  ],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: {
    md: { kind: "switch", summary: "as a document in Markdown" },
    table: { kind: "switch", summary: "all that there can be, and all that is promised, with the reasons" },
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { workspace, output } = context;
    if (flags.table) {
      output.line(tableDocument().join("\n"));
      return EXIT.done;
    }
    const stacks = orderStacks(names.length === 0 ? environmentNames() : names);
    const read = await readMonitors(workspace, { target: synthesisTarget(context, undefined), stacks });
    const environments = stacks.map((name) => ({
      name,
      monitors: read.monitors.filter(({ environment }) => environment === name),
      quietTimes: read.quietTimes.filter(({ environment }) => environment === name),
    }));
    const render = flags.md ? monitorDocument : monitorLines;
    for (const { name, monitors, quietTimes } of environments) {
      output.line(render(name, monitors, quietTimes).join("\n"));
    }
    output.result({ environments });
    return EXIT.done;
  },
});

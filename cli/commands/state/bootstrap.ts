import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, FULL, JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { bootstrapState } from "../../state/bootstrap.js";
import { describeSession, openSession } from "../../target/session.js";

export default defineCommand({
  usage: "state bootstrap",
  summary: "Make the bucket that holds the states from nothing, and move its own state into it.",
  details: [
    "May be run again at any time, also after it was killed: it goes on where it stopped. Once the bucket holds its own state it is the same as ./gantry deploy state.",
    CLOUD_HELP,
  ],
  flags: {
    cloud: CLOUD,
    yes: { kind: "switch", short: "y", aliases: ["auto-approve"], summary: "apply without asking" },
    full: FULL,
    json: JSON_OUTPUT,
  },
  async run({ flags }, context) {
    const session = await openSession(context, flags.cloud);
    context.output.line(context.output.style.faint(describeSession(session)));
    const { outcome, plan } = await bootstrapState(context, session, { yes: flags.yes, allowed: [], full: flags.full });
    context.output.result({ stack: "state", outcome, changes: plan.changes });
    return EXIT.done;
  },
});

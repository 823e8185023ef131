import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { dissolveState } from "../../state/dissolve.js";
import { describeSession, openSession } from "../../target/session.js";

export default defineCommand({
  usage: "state destroy",
  summary: "Take the state bucket away: the way back from `state bootstrap`.",
  details: [
    "Refuses while any other state in it has resources. All versions of all states go with the bucket. Its own guards are lowered on the way; the name of the bucket is typed when asked, or given with --confirm.",
    CLOUD_HELP,
  ],
  flags: {
    cloud: CLOUD,
    confirm: { kind: "value", placeholder: "BUCKET", summary: "the name of the bucket, instead of typing it" },
    json: JSON_OUTPUT,
  },
  async run({ flags }, context) {
    const { output, prompt } = context;
    const session = await openSession(context, flags.cloud);
    output.line(output.style.faint(describeSession(session)));
    const destroyed = await dissolveState(context, session, async (bucket) => {
      if (flags.confirm === bucket) return;
      const text = `All states and all their versions go with it. Type the name of the bucket (${bucket}):`;
      await prompt.confirm({ text, expected: bucket, flag: `--confirm ${bucket}` });
    });
    output.line(destroyed ? "The state bucket is gone." : "There is no state bucket.");
    output.result({ destroyed });
    return EXIT.done;
  },
});

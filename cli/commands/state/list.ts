import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";
import { StateBucket } from "../../state/bucket.js";
import { listLocks, listStates, type StoredLock } from "../../state/states.js";
import { loadFor } from "../../synthesis/synthesize.js";
import { openReach } from "../../target/session.js";
import { ago, columns, count, size } from "../../terminal/text.js";
import { describeLock } from "../../terraform/lock.js";

export default defineCommand({
  usage: "state list",
  summary: "The states in the bucket: their size, their age, and who holds a lock.",
  details: [CLOUD_HELP],
  flags: { cloud: CLOUD, json: JSON_OUTPUT },
  async run({ flags }, context) {
    const { output } = context;
    const bucket = new StateBucket(loadFor([]).organization, await openReach(context, flags.cloud));
    try {
      if (!(await bucket.exists())) {
        output.line(`There is no state bucket ${bucket.name}; ./gantry state bootstrap makes it.`);
        output.result({ bucket: bucket.name, exists: false, states: [], locks: [] });
        return EXIT.done;
      }
      const [states, locks] = await Promise.all([listStates(bucket), listLocks(bucket)]);
      const now = new Date();
      output.line(`s3://${bucket.name}`);
      const rows = states.map(({ key, bytes, modified, contents, lock }) => {
        const held = lock === undefined ? "" : `locked: ${describe(lock, now)}`;
        return [key, count(contents.addresses.length, "resource"), size(bytes), ago(modified, now), held];
      });
      for (const line of columns(rows)) output.line(`  ${line}`);
      for (const lock of locks.filter(({ stack }) => !states.some((state) => state.stack === stack))) {
        output.line(`  ${lock.key}  no state yet, locked: ${describe(lock, now)}`);
      }
      output.result({ bucket: bucket.name, exists: true, states, locks });
      return EXIT.done;
    } finally {
      bucket.close();
    }
  },
});

function describe({ info, modified }: StoredLock, now: Date): string {
  return info === undefined ? `by something that is not Terraform, ${ago(modified, now)}` : describeLock(info, now);
}

import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../../arguments/common.js";
import { environmentOf } from "../../bastion/bastions.js";
import { synthesizeBastion } from "../../bastion/synthesize.js";
import type { Context } from "../../context.js";
import { EXIT } from "../../exit.js";
import { initializedTerraform } from "../../operations/prepare.js";
import { StateBucket } from "../../state/bucket.js";
import { listLocks } from "../../state/states.js";
import { isBastion, orderStacks } from "../../synthesis/stacks.js";
import { loadFor, synthesize } from "../../synthesis/synthesize.js";
import { openSession, type Session } from "../../target/session.js";
import { ago } from "../../terminal/text.js";
import { terraformFailure } from "../../terraform/failure.js";
import { describeLock } from "../../terraform/lock.js";
import { runTerraform } from "../../terraform/run.js";

export default defineCommand({
  usage: "state unlock NAME",
  summary: "Show who holds the lock of a stack's state and since when, ask, and take it away.",
  details: ["Only for a lock that nobody holds any more: two runs at once destroy a state.", CLOUD_HELP],
  examples: ["./gantry state unlock staging"],
  names: { min: 1, max: 1 },
  flags: {
    cloud: CLOUD,
    yes: { kind: "switch", short: "y", summary: "do not ask" },
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { output, prompt } = context;
    const bastion = names.find(isBastion);
    const [stack = ""] = bastion === undefined ? orderStacks(names) : [bastion];
    const session = await openSession(context, flags.cloud);
    const bucket = new StateBucket(loadFor([]).organization, session);
    try {
      const lock = (await listLocks(bucket)).find((one) => one.stack === stack);
      if (lock === undefined) {
        output.line(`${stack}: no lock`);
        output.result({ stack, outcome: "no lock" });
        return EXIT.done;
      }
      const { info, content, key, modified } = lock;
      const now = new Date();
      output.line(
        `${stack} is locked: ${info === undefined ? `${ago(modified, now)}, by something that is not Terraform` : describeLock(info, now)}`,
      );
      output.line(info === undefined ? `  content  ${content.slice(0, 500)}` : `  lock     ${info.id}`);
      if (!flags.yes) {
        const text = 'Is nobody at work on it any more? Only "yes" takes the lock away:';
        await prompt.confirm({ text, expected: "yes", flag: "--yes" });
      }
      if (info === undefined) {
        // Terraform takes away only locks whose id it can read.
        await bucket.delete(key);
      } else {
        await write(context, session, stack);
        const terraform = await initializedTerraform(context, session, stack);
        const { code, stderr } = await runTerraform(terraform, ["force-unlock", "-force", info.id]);
        if (code !== 0) throw terraformFailure({ stack, step: "force-unlock", diagnostics: [], output: stderr });
      }
      output.line(`${stack}: unlocked`);
      output.result({ stack, outcome: "unlocked", lock: info ?? content });
      return EXIT.done;
    } finally {
      bucket.close();
    }
  },
});

/** Writes the stack whose lock it is: Terraform finds the lock through its backend. */
async function write({ workspace }: Context, { target }: Session, stack: string): Promise<void> {
  if (!isBastion(stack)) {
    await synthesize(workspace, { target, stacks: [stack] });
    return;
  }
  const environment = environmentOf(stack);
  await synthesizeBastion(workspace, { configuration: loadFor([environment]), target, environment });
}

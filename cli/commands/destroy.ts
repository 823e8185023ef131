import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import {
  CLOUD,
  CLOUD_HELP,
  FULL,
  JSON_OUTPUT,
  LOCK_TIMEOUT,
  PARALLELISM_FLAG,
  wholeNumber,
} from "../arguments/common.js";
import { closeIfOpen } from "../bastion/close.js";
import { EXIT } from "../exit.js";
import { destroyPrepared, remains } from "../operations/destroy.js";
import { initializedTerraform } from "../operations/prepare.js";
import { configuredLifecycle, deployedLifecycle, refuseProtected, refuseWhileUsed } from "../operations/protection.js";
import { orderStacks } from "../synthesis/stacks.js";
import { synthesize } from "../synthesis/synthesize.js";
import { describeSession, openSession } from "../target/session.js";
import { readDeployed } from "../terraform/state.js";

export default defineCommand({
  usage: "destroy NAME…",
  summary: "Take the named stacks away, with everything that they hold.",
  details: [
    'A protected stack needs two acts: turn its lifecycle to "disposable" and deploy that, then destroy it by its name. The name is typed when asked, or given with --confirm.',
    CLOUD_HELP,
  ],
  examples: ["./gantry destroy review-42 --confirm review-42"],
  names: { min: 1, max: Number.POSITIVE_INFINITY },
  flags: {
    cloud: CLOUD,
    confirm: { kind: "list", placeholder: "NAME", summary: "the name of the stack, instead of typing it" },
    full: FULL,
    "lock-timeout": LOCK_TIMEOUT,
    parallelism: PARALLELISM_FLAG,
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { output, workspace, prompt } = context;
    const stacks = orderStacks(names).toReversed();
    if (stacks.includes("state")) {
      throw new GantryError({
        path: "state",
        what: "is taken away by a command of its own",
        fix: "./gantry state destroy",
      });
    }
    const parallelism = wholeNumber("--parallelism", flags.parallelism, 1);
    const lockTimeout = `${wholeNumber("--lock-timeout", flags["lock-timeout"], 0) ?? 0}s`;
    const session = await openSession(context, flags.cloud);
    const configuration = await synthesize(workspace, { target: session.target, stacks });
    const { stateKey } = await import("../../stacks/platform.js");
    output.line(output.style.faint(describeSession(session)));

    const results: object[] = [];
    for (const stack of stacks) {
      output.line();
      const terraform = await initializedTerraform(context, session, stack);
      const { addresses, outputs } = await readDeployed(terraform, stack);
      if (addresses.length === 0) {
        output.line(`${stack}: nothing is deployed`);
        results.push({ stack, outcome: "nothing" });
        continue;
      }
      refuseProtected(stack, configuredLifecycle(configuration, stack), deployedLifecycle(outputs), addresses);
      await refuseWhileUsed(session, configuration, stack);
      const plan = await destroyPrepared(context, session, terraform, {
        stack,
        full: flags.full,
        lockTimeout,
        ...(parallelism === undefined ? {} : { parallelism }),
        confirm: async () => {
          const text = `Type the name of the stack (${stack}) to destroy it:`;
          if (!flags.confirm.includes(stack)) {
            await prompt.confirm({ text, expected: stack, flag: `--confirm ${stack}` });
          }
          // It stands in the environment's network, and would hold on to it.
          await closeIfOpen(context, session, { configuration, environment: stack, lockTimeout });
        },
      });
      for (const line of remains(plan, configuration.organization.state.bucket, stateKey(stack))) output.line(line);
      results.push({ stack, outcome: "destroyed", changes: plan.changes });
    }
    output.result({ stacks: results });
    return EXIT.done;
  },
});

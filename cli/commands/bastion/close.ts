import { GantryError } from "../../../modules/core/errors.js";
import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT, LOCK_TIMEOUT, wholeNumber } from "../../arguments/common.js";
import { hasExpired } from "../../bastion/bastions.js";
import { closeBastion, readBastions } from "../../bastion/close.js";
import { closeEach, leftError } from "../../bastion/each.js";
import { EXIT } from "../../exit.js";
import { loadFor } from "../../synthesis/synthesize.js";
import { describeSession, openSession } from "../../target/session.js";

export default defineCommand({
  usage: "bastion close [ENVIRONMENT…]",
  summary: "Take bastions away, with everything of them: of the named environments, of all, or the expired ones.",
  details: [
    "Connections through them end at once. An expired one has no machine any more; the rest costs nothing.",
    "One that can't be closed keeps nobody from the others: it's named at the end, with the reason, and the exit code is not 0.",
    CLOUD_HELP,
  ],
  examples: ["./gantry bastion close staging", "./gantry bastion close --expired"],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: {
    all: { kind: "switch", summary: "every bastion" },
    expired: { kind: "switch", summary: "what is left of those whose time is over" },
    cloud: CLOUD,
    "lock-timeout": LOCK_TIMEOUT,
    json: JSON_OUTPUT,
  },
  async run({ names, flags }, context) {
    const { output } = context;
    if ([names.length > 0, flags.all, flags.expired].filter(Boolean).length !== 1) {
      const what = "needs to know which: the names of environments, --all or --expired, one of the three";
      throw new GantryError({ path: "bastion close", what, fix: "./gantry bastion list shows what there is" });
    }
    const lockTimeout = `${wholeNumber("--lock-timeout", flags["lock-timeout"], 0) ?? 0}s`;
    const session = await openSession(context, flags.cloud);
    output.line(output.style.faint(describeSession(session)));
    const found = await readBastions(loadFor([]), session);
    const meant = flags.expired ? found.filter((bastion) => hasExpired(bastion, new Date())) : found;
    const environments = names.length > 0 ? [...new Set(names)] : meant.map(({ environment }) => environment);
    // Whoever types a name that there isn't meant another one: nothing is closed then.
    if (names.length > 0) loadFor(environments);
    const { closed, none, left } = await closeEach(context, environments, (environment) =>
      closeBastion(context, session, { configuration: loadFor([environment]), environment, lockTimeout }),
    );
    for (const environment of none) output.line(`${environment} has no bastion.`);
    if (environments.length === 0) output.line(flags.expired ? "No bastion has expired." : "No bastion is open.");
    output.result({ closed, left: left.map(({ environment, reason: { problems } }) => ({ environment, problems })) });
    if (left.length > 0) throw leftError(left);
    return EXIT.done;
  },
});

import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT, LOCK_TIMEOUT, wholeNumber } from "../../arguments/common.js";
import { closeBastion, readBastions } from "../../bastion/close.js";
import { holdUntil } from "../../bastion/hold.js";
import { openBastion } from "../../bastion/open.js";
import { howToConnect } from "../../bastion/render.js";
import { requestOf } from "../../bastion/request.js";
import { environmentNamed } from "../../bastion/synthesize.js";
import { EXIT } from "../../exit.js";
import { loadFor } from "../../synthesis/synthesize.js";
import { describeSession, openSession } from "../../target/session.js";

export default defineCommand({
  usage: "bastion open ENVIRONMENT --for TIME --to NAME",
  summary: "Make a way into an environment's network, to what is named alone, that goes away by itself.",
  details: [
    "Without --from the instance has no address and nothing is open: one forwards a port through Session Manager. With --from it has an address, and SSH is open from these ranges alone.",
    "Stays until the time is up or Ctrl-C, and then takes everything away. Whatever becomes of this command, the machine ends itself at its time, and EventBridge Scheduler terminates it from outside.",
    CLOUD_HELP,
  ],
  examples: [
    "./gantry bastion open staging --for 1h --to main",
    './gantry bastion open production --for 30m --to main --to admin --why "slow query 4711"',
    "./gantry bastion open staging --for 2h --to main --from 203.0.113.7/32 --detach",
  ],
  names: { min: 1, max: 1 },
  flags: {
    for: { kind: "value", placeholder: "TIME", summary: "how long, 1m to 12h: 30m, 1h, 1h30m" },
    to: { kind: "list", placeholder: "NAME", summary: "a store or an internal service that it leads to" },
    from: { kind: "list", placeholder: "CIDR", summary: "open SSH from this range, at an address of its own" },
    why: { kind: "value", placeholder: "TEXT", summary: "kept on the instance; a protected environment asks for it" },
    detach: { kind: "switch", summary: "return at once, and leave it until its time is up" },
    cloud: CLOUD,
    "lock-timeout": LOCK_TIMEOUT,
    json: JSON_OUTPUT,
  },
  async run({ names: [environment = ""], flags }, context) {
    const { output } = context;
    const configuration = loadFor([environment]);
    const config = environmentNamed(configuration, environment);
    const request = requestOf(config, flags, new Date());
    const lockTimeout = `${wholeNumber("--lock-timeout", flags["lock-timeout"], 0) ?? 0}s`;
    const session = await openSession(context, flags.cloud);
    output.line(output.style.faint(describeSession(session)));

    const facts = await openBastion(context, session, { configuration, environment, request, lockTimeout });
    output.line();
    const connect = howToConnect(facts, config.region);
    for (const line of connect) output.line(line);
    output.line();
    output.result({ ...facts, connect });
    if (flags.detach) {
      output.line(`It ends at ${facts.until}. To end it now: ./gantry bastion close ${environment}`);
      return EXIT.done;
    }
    const end = await holdUntil(context, request.until);
    output.line(end === "expired" ? "Its time is up." : "Closing it.");
    // Somebody may have closed it, or swept it away while this laptop slept, and opened another since.
    const bastions = await readBastions(configuration, session);
    if (bastions.some((one) => one.environment === environment && one.facts?.instance === facts.instance)) {
      await closeBastion(context, session, { configuration, environment, lockTimeout });
    } else output.line("It is closed already.");
    return EXIT.done;
  },
});

import { defineCommand } from "../../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../../arguments/common.js";
import { hasExpired } from "../../bastion/bastions.js";
import { readBastions } from "../../bastion/close.js";
import { describeBastion, howToConnect } from "../../bastion/render.js";
import { EXIT } from "../../exit.js";
import { loadFor } from "../../synthesis/synthesize.js";
import { openReach } from "../../target/session.js";

export default defineCommand({
  usage: "bastion list [ENVIRONMENT]",
  summary: "The bastions that are open, until when, and how one gets through; and what is left of expired ones.",
  details: [CLOUD_HELP],
  names: { min: 0, max: 1 },
  flags: { cloud: CLOUD, json: JSON_OUTPUT },
  async run({ names: [wanted], flags }, context) {
    const { output } = context;
    const configuration = loadFor(wanted === undefined ? [] : [wanted]);
    const all = await readBastions(configuration, await openReach(context, flags.cloud));
    const bastions = all.filter(({ environment }) => wanted === undefined || environment === wanted);
    const now = new Date();
    if (bastions.length === 0) output.line("No bastion is open.");
    for (const bastion of bastions) {
      const { environment, facts } = bastion;
      output.line(describeBastion(bastion, now));
      const region = configuration.environments.find(({ name }) => name === environment)?.region;
      if (facts === undefined || region === undefined || hasExpired(bastion, now)) continue;
      for (const line of howToConnect(facts, region)) output.line(`  ${line}`);
    }
    output.result({
      bastions: bastions.map((bastion) => ({
        environment: bastion.environment,
        expired: hasExpired(bastion, now),
        ...bastion.facts,
      })),
    });
    return EXIT.done;
  },
});

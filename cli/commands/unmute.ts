import { defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { downtimesOf, mutesIn } from "../mute/downtimes.js";
import { mutedPlace } from "../mute/place.js";
import { muteDocument } from "../mute/render.js";
import { openReach } from "../target/session.js";
import { count } from "../terminal/text.js";

export default defineCommand({
  usage: "unmute ENVIRONMENT",
  summary: "Take back what ./gantry mute muted in an environment, before it ends by itself.",
  details: ["Downtimes that the configuration makes, or somebody in Datadog, stay.", CLOUD_HELP],
  examples: ["./gantry unmute staging", "./gantry unmute production --service jobs"],
  names: { min: 1, max: 1 },
  flags: {
    service: { kind: "value", placeholder: "NAME", summary: "only what was muted of this service" },
    cloud: CLOUD,
    json: JSON_OUTPUT,
  },
  async run({ names: [environment = ""], flags }, context) {
    const { output } = context;
    const { what, apiUrl } = mutedPlace(environment, flags.service);
    const downtimes = downtimesOf(await openReach(context, flags.cloud), apiUrl);
    const muted = (await mutesIn(downtimes)).filter(
      (one) => one.environment === environment && (what.service === undefined || one.service === what.service),
    );
    for (const { id } of muted) await downtimes.cancel(id);
    output.line(
      muted.length === 0 ? `${environment}: nothing was muted` : `${environment}: ${count(muted.length, "mute")} ended`,
    );
    output.result({ ended: muted.map(muteDocument) });
    return EXIT.done;
  },
});

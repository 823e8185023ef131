import { GantryError } from "../../modules/core/errors.js";
import { defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../arguments/common.js";
import { spanOf } from "../arguments/span.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit.js";
import { downtimesOf, mute, mutesIn } from "../mute/downtimes.js";
import { mutedPlace } from "../mute/place.js";
import { describeMute, muteDocument, muteLines } from "../mute/render.js";
import { loadFor } from "../synthesis/synthesize.js";
import { openReach, type Reach } from "../target/session.js";

/** What is quiet for longer isn't muted but silenced, in the catalogue, where everybody sees it. */
const LONGEST_SECONDS = 7 * 86_400;
const SHORTEST_SECONDS = 60;

export default defineCommand({
  usage: "mute ENVIRONMENT --for 2h --why REASON | mute list",
  summary: "Tell nobody of an environment's monitors for a while, or of one service's; or list what is muted.",
  details: [
    "A downtime of Datadog's that ends by itself. Monitors go on: what alerts when it ends is told then. A mute adds to what is muted already; ./gantry unmute takes all of it back.",
    "What is to be quiet for good is silenced in the catalogue instead: docs/guides/tune-an-alert.md. Nights are the environment's office hours: docs/guides/office-hours.md.",
    CLOUD_HELP,
  ],
  examples: [
    './gantry mute staging --for 2h --why "moving the database"',
    './gantry mute production --service jobs --for 45m --why "draining the queue by hand"',
    "./gantry mute list",
  ],
  names: { min: 1, max: 1 },
  flags: {
    for: { kind: "value", placeholder: "SPAN", summary: "for how long: 30m, 2h, 1d; a week at most" },
    why: { kind: "value", placeholder: "REASON", summary: "why, for those who look for the alert" },
    service: { kind: "value", placeholder: "NAME", summary: "only the monitors of this service" },
    cloud: CLOUD,
    json: JSON_OUTPUT,
  },
  async run({ names: [name = ""], flags }, context) {
    if (name === "list") return list(context, await openReach(context, flags.cloud));
    const { output } = context;
    const place = mutedPlace(name, flags.service);
    const missing = [
      ...(flags.for === undefined ? [{ path: "--for", what: "is missing", fix: "--for 2h" }] : []),
      ...((flags.why ?? "").trim() === "" ? [{ path: "--why", what: "is missing", fix: '--why "REASON"' }] : []),
    ];
    if (missing.length > 0) throw new GantryError(missing);
    const seconds = spanOf("--for", flags.for ?? "", { min: SHORTEST_SECONDS, max: LONGEST_SECONDS });
    const reach = await openReach(context, flags.cloud);
    const from = new Date();
    const made = await mute(downtimesOf(reach, place.apiUrl), {
      ...place.what,
      from,
      until: new Date(from.getTime() + seconds * 1000),
      why: (flags.why ?? "").trim(),
    });
    output.line(describeMute(made, from));
    output.line(output.style.faint(`./gantry unmute ${name} takes it back`));
    output.result({ mutes: [muteDocument(made)] });
    return EXIT.done;
  },
});

async function list({ output }: Context, reach: Reach): Promise<number> {
  const now = new Date();
  const mutes = await mutesIn(downtimesOf(reach, loadFor([]).organization.datadog.apiUrl));
  const standing = mutes.filter(({ until }) => until > now);
  for (const line of muteLines(standing, now)) output.line(line);
  output.result({ mutes: standing.map(muteDocument) });
  return EXIT.done;
}

import type { Way } from "../../modules/core/hours.js";
import { type Command, defineCommand } from "../arguments/command.js";
import { CLOUD, CLOUD_HELP, JSON_OUTPUT } from "../arguments/common.js";
import type { Context } from "../context.js";
import { EXIT, INTERRUPTED } from "../exit.js";
import { readDeployedState } from "../state/deployed.js";
import { loadFor } from "../synthesis/synthesize.js";
import { openReach } from "../target/session.js";
import { AwsHoursApi, type HoursApi } from "./api.js";
import { type Followed, follow } from "./follow.js";
import { checkSleeper, machineIn } from "./machine.js";
import { endedBadly, progressDocument } from "./outcome.js";
import { outlookOf } from "./outlook.js";
import { begin, TURNING } from "./start.js";

/** The command that turns an environment one way. */
export function turnCommand(to: Way, { summary, details = [] }: Pick<Command, "summary" | "details">): Command {
  return defineCommand({
    usage: `${to} ENVIRONMENT`,
    summary,
    details: [
      ...details,
      "It says what failed at its end. Ctrl-C leaves it alone, and the same command follows it again.",
      CLOUD_HELP,
    ],
    examples: [`./gantry ${to} staging`, `./gantry ${to} staging --detach`],
    names: { min: 1, max: 1 },
    flags: {
      detach: { kind: "switch", short: "d", summary: "start it and return" },
      cloud: CLOUD,
      json: JSON_OUTPUT,
    },
    async run({ names: [environment = ""], flags }, context) {
      const { output } = context;
      checkSleeper(environment);
      const configuration = loadFor([environment]);
      const hours = configuration.environments.find(({ name }) => name === environment)?.hours;
      const reach = await openReach(context, flags.cloud);
      const { text } = await readDeployedState(reach, environment);
      const api = await AwsHoursApi.open(reach, machineIn(text, environment, hours));
      try {
        const { execution, joined } = await begin(api, environment, to);
        const where = `on ${reach.target} (${reach.because})`;
        output.line(
          output.style.faint(`${environment} ${TURNING[to]} ${joined ? "already " : ""}${where}: ${execution}`),
        );
        const followed = flags.detach ? undefined : await watch(context, api, execution);
        const outlook = outlookOf(environment, hours, to, new Date());
        const progress = followed === undefined ? {} : progressDocument(followed.progress);
        output.result({ environment, to, execution, joined, ...progress, ...outlook.document });
        if (followed?.left === true) {
          output.warn(`it goes on without you; ./gantry ${to} ${environment} follows it again`);
          return INTERRUPTED;
        }
        if (followed !== undefined && followed.progress.end?.status !== "succeeded") {
          throw endedBadly(environment, to, execution, followed.progress);
        }
        if (followed !== undefined) output.line(`${environment} is ${to === "wake" ? "awake" : "asleep"}.`);
        for (const line of outlook.lines) output.line(line);
        return EXIT.done;
      } finally {
        api.close();
      }
    },
  });
}

/** Shows how it goes, to its end or until the user has had enough. */
async function watch({ output, interrupts }: Context, api: HoursApi, execution: string): Promise<Followed> {
  const enough = new AbortController();
  const release = interrupts.wait(() => enough.abort());
  try {
    return await follow(api, execution, {
      enough: enough.signal,
      onLine: (line) => output.line(line),
      onFoot: (lines) => output.foot("hours", lines),
    });
  } finally {
    release();
  }
}

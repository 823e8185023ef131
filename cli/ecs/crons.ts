import type { Reach } from "../target/session.js";
import { ago, columns } from "../terminal/text.js";
import { Ecs } from "./client.js";
import type { StoppedTask } from "./live-service.js";
import { type ScheduledTask, scheduledIn } from "./one-off/scheduled.js";
import { reasonOf } from "./render.js";

/** What the clock starts, and how it went. */
export interface CronStatus {
  readonly name: string;
  /** Family and number of what it starts next. */
  readonly revision: string;
  readonly schedule: ScheduledTask["schedule"];
  /** The newest first. */
  readonly stopped: readonly StoppedTask[];
}

/**
 * Asks ECS how the last runs of what the clock starts in a stack went.
 * @param state the text of the stack's state
 * @throws GantryError when ECS can't be asked
 */
export async function readCrons(reach: Reach, state: string): Promise<readonly CronStatus[]> {
  const ecs = new Ecs(reach);
  try {
    return await Promise.all(
      scheduledIn(state).map(async ({ name, account, region, schedule, task: { cluster, revision } }) => {
        const family = revision.slice(0, revision.lastIndexOf(":"));
        return {
          name,
          revision,
          schedule,
          stopped: await ecs.stoppedTasks({ name, cluster, account, region }, family),
        };
      }),
    );
  } finally {
    ecs.close();
  }
}

/** The same for people. */
export function renderCrons(crons: readonly CronStatus[], now: Date): readonly string[] {
  return crons.flatMap(({ name, revision, schedule, stopped }) => [
    "",
    `cron ${name} runs ${revision} ${whenOf(schedule)}`,
    ...(stopped.length === 0
      ? ["  last runs: none that ECS remembers; it forgets them after about an hour"]
      : [
          "  last runs:",
          ...columns(stopped.map((task) => [`    ${ago(task.at, now)}`, task.revision, reasonOf(task)])),
        ]),
  ]);
}

function whenOf({ expression, timeZone, enabled }: CronStatus["schedule"]): string {
  const when = `${expression}, ${timeZone}`;
  return enabled ? `at ${when}` : `by hand alone: ${when} is turned off here`;
}

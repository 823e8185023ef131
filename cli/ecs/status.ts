import type { Reach } from "../target/session.js";
import { Ecs } from "./client.js";
import { servicesIn } from "./deployed-services.js";
import { judge, type Verdict } from "./judge.js";
import type { LiveService, StoppedTask } from "./live-service.js";
import { renderService } from "./render.js";

/** How one service of a stack is. */
export interface ServiceStatus {
  readonly name: string;
  readonly verdict: Verdict;
  /** @default - ECS knows no such service */
  readonly live?: LiveService;
  readonly stopped: readonly StoppedTask[];
}

/**
 * Asks ECS how the services of a stack are.
 * @param state the text of the stack's state
 * @throws GantryError when ECS can't be asked
 */
export async function readServices(reach: Reach, state: string): Promise<readonly ServiceStatus[]> {
  const ecs = new Ecs(reach);
  const now = new Date();
  try {
    return await Promise.all(
      servicesIn(state).map(async (service) => {
        const [live, stopped] = await Promise.all([ecs.describe(service), ecs.stoppedTasks(service)]);
        // No revision is wanted: where another pipeline deploys, the state is behind.
        const status = { name: service.name, verdict: judge(live, undefined, now), stopped };
        return live === undefined ? status : { ...status, live };
      }),
    );
  } finally {
    ecs.close();
  }
}

/** The same for people. */
export function renderServices(services: readonly ServiceStatus[], now: Date): readonly string[] {
  return services.flatMap(({ name, verdict, live, stopped }) => [
    "",
    `service ${name} ${verdict.message}`,
    ...(live === undefined
      ? []
      : [
          `  tasks: ${live.running} running, ${live.pending} pending, ${live.desired} desired`,
          ...renderService(live, stopped, now),
        ]),
  ]);
}

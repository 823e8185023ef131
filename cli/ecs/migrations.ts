import type { MigrationOrder } from "../../modules/core/migration-order.js";
import type { Reach } from "../target/session.js";
import { ago, columns } from "../terminal/text.js";
import { Ecs } from "./client.js";
import { revisionOf, type StoppedTask } from "./live-service.js";
import { reasonOf } from "./render.js";

/** A migration that has not succeeded: its service waits for it. */
export interface FailedMigration {
  readonly service: string;
  /** Family and number of what was run. */
  readonly revision: string;
  /** The newest first. */
  readonly stopped: readonly StoppedTask[];
}

interface StateJson {
  readonly resources?: readonly {
    readonly type: string;
    readonly instances?: readonly {
      readonly status?: string;
      readonly attributes?: { readonly input?: { readonly value?: { readonly order?: MigrationOrder } } };
    }[];
  }[];
}

/** The orders of the migrations in the text of a state that failed, or were interrupted: Terraform taints them. */
export function failedIn(state: string): readonly MigrationOrder[] {
  const { resources = [] } = JSON.parse(state) as StateJson;
  return resources
    .filter(({ type }) => type === "terraform_data")
    .flatMap(({ instances = [] }) => instances)
    .filter(({ status }) => status === "tainted")
    .flatMap(({ attributes }) => attributes?.input?.value?.order ?? []);
}

/**
 * Asks ECS why the migrations of a stack failed.
 * @param state the text of the stack's state
 * @throws GantryError when ECS can't be asked
 */
export async function readFailedMigrations(reach: Reach, state: string): Promise<readonly FailedMigration[]> {
  const ecs = new Ecs(reach);
  try {
    return await Promise.all(
      failedIn(state).map(async ({ service, cluster, account, region, taskDefinition }) => {
        const revision = revisionOf(taskDefinition);
        const family = revision.slice(0, revision.lastIndexOf(":"));
        const stopped = await ecs.stoppedTasks({ name: service, cluster, account, region }, family);
        return { service, revision, stopped };
      }),
    );
  } finally {
    ecs.close();
  }
}

/** The same for people. */
export function renderFailedMigrations(failed: readonly FailedMigration[], now: Date): readonly string[] {
  return failed.flatMap(({ service, revision, stopped }) => [
    "",
    `migration of ${service} has not succeeded as ${revision}: ${service} stays as it is, and the next deploy runs it again`,
    ...columns(stopped.map((task) => [`  ${ago(task.at, now)}`, task.revision, reasonOf(task)])),
  ]);
}

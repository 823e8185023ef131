import { GantryError } from "../../../modules/core/errors.js";
import { type MigrationOrder, readMigrationOrder } from "../../../modules/core/migration-order.js";
import type { Context } from "../../context.js";
import { revisionOf } from "../live-service.js";
import { AwsTaskApi, type TaskApi } from "./api.js";
import { failure, succeeded } from "./outcome.js";
import { type RunOnceOptions, runOnce } from "./run-once.js";

const PARENT_POLL_MS = 500;

/**
 * Runs a migration that Terraform hands over, and stops it when Terraform is gone.
 * @param text the order as JSON
 * @throws GantryError when it did not succeed, with the end of its log
 */
export async function migrate(context: Context, text: string): Promise<void> {
  const order = readMigrationOrder(text);
  // What reaches AWS for Terraform reaches it for its provisioners: they inherit its environment.
  const reach = { target: "aws", because: "Terraform's own", environment: context.environment } as const;
  const api = await AwsTaskApi.open(reach, order.account, order.region);
  const parent = watchParent();
  try {
    await runMigration(context, api, order, { abandoned: parent.gone });
  } finally {
    parent.end();
    api.close();
  }
}

/** @throws GantryError when it did not succeed */
export async function runMigration(
  context: Pick<Context, "output" | "interrupts">,
  api: TaskApi,
  { environment, service, cluster, taskDefinition, capacity, network, timeoutSeconds }: MigrationOrder,
  options: Pick<RunOnceOptions, "abandoned" | "pause">,
): Promise<void> {
  const label = `migration of ${service}`;
  const oneOff = {
    cluster,
    taskDefinition,
    capacity,
    startedBy: "gantry-migrate",
    ...(network === undefined ? {} : { network }),
  };
  await refuseASecond(api, `${environment}: ${label}`, cluster, taskDefinition);
  const ended = await runOnce(context, api, oneOff, { ...options, label, timeoutSeconds });
  if (!succeeded(ended)) {
    const consequence = `${service} was not touched`;
    const again = `mend it and deploy again: ./gantry deploy ${environment} runs it again, and then goes on`;
    throw new GantryError(failure(`${environment}: ${label}`, ended, consequence, again));
  }
  context.output.line(`${label}: succeeded in ${ended.seconds} s`);
}

/** One that was left behind, by a machine that went away, may still work on the same tables. */
async function refuseASecond(api: TaskApi, path: string, cluster: string, taskDefinition: string): Promise<void> {
  const revision = revisionOf(taskDefinition);
  const running = await api.running(cluster, revision.slice(0, revision.lastIndexOf(":")));
  if (running.length === 0) return;
  throw new GantryError({
    path,
    what: "runs already, and was not started a second time",
    value: running.join(", "),
    fix: `wait for its end and deploy again, or end it: aws ecs stop-task --cluster ${cluster} --task ${running[0]}`,
  });
}

/** Terraform, interrupted, kills the shell that called us, and not us. */
function watchParent(): { readonly gone: AbortSignal; end(): void } {
  const gone = new AbortController();
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) gone.abort();
  }, PARENT_POLL_MS);
  timer.unref();
  return { gone: gone.signal, end: () => clearInterval(timer) };
}

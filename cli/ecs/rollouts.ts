import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { Context } from "../context.js";
import type { Session } from "../target/session.js";
import type { Terraform } from "../terraform/run.js";
import { pullState } from "../terraform/state.js";
import { Ecs } from "./client.js";
import { type DeployedService, hasServices, type SynthesizedStack, servicesIn } from "./deployed-services.js";
import { judge, maySettle, type Verdict } from "./judge.js";
import type { LiveService } from "./live-service.js";
import { renderService } from "./render.js";

/** A service is steady for Terraform a little before ECS calls its rollout completed. */
const SETTLE_MS = 60_000;

/** Where alarms judge a deployment, ECS watches it on for as long as they need to ring: minutes, for those of a minute. */
const WATCHED_MS = 10 * 60_000;
const POLL_MS = 3_000;

interface Judged {
  readonly service: DeployedService;
  readonly live: LiveService | undefined;
  readonly verdict: Verdict;
}

/**
 * Does the work of a deploy, then holds every ECS service of the stack against what was deployed: Terraform's success
 * says little about it, and its failure says nothing of why.
 * @param work applies the plan; changes nothing where there is nothing to change
 * @returns what the work does
 * @throws GantryError with one problem for each service that does not run what was deployed, beside Terraform's own
 */
export async function withHealthyRollouts<T>(
  context: Context,
  session: Session,
  terraform: Terraform,
  stack: string,
  work: () => Promise<T>,
): Promise<T> {
  const synthesized = readSynthesized(terraform);
  if (!hasServices(synthesized)) return work();
  const services = async () => servicesIn((await pullState(terraform, stack)) ?? "{}", synthesized);
  const ecs = new Ecs(session);
  try {
    const done = await work().catch(async (error: unknown) => {
      if (!(error instanceof GantryError) || error.outcome === "refused" || context.interrupts.requested) throw error;
      throw await explained(ecs, stack, error, services);
    });
    const problems = await unhealthy(context, ecs, stack, await services());
    if (problems.length > 0) throw new GantryError(problems);
    return done;
  } finally {
    ecs.close();
  }
}

/** Terraform's failure, with what ECS knows of the services whose deployment it is about. */
async function explained(
  ecs: Ecs,
  stack: string,
  error: GantryError,
  services: () => Promise<readonly DeployedService[]>,
): Promise<GantryError> {
  try {
    const concerned = (await services()).filter((service) => concernsRollout(error, service));
    const judged = await Promise.all(concerned.map((service) => look(ecs, service)));
    const problems = await problemsOf(ecs, stack, judged);
    return new GantryError([...error.problems, ...problems], { cause: error });
  } catch (second) {
    if (!(second instanceof GantryError)) throw second;
    return new GantryError([...error.problems, ...second.problems], { cause: error });
  }
}

/**
 * Whether an apply failed over how a service's deployment went. An update that ECS never accepted is no such failure:
 * the service runs what it ran before, which is no rollback.
 */
export function concernsRollout({ problems }: GantryError, { address, family }: DeployedService): boolean {
  return problems.some(
    ({ path = "", what }) =>
      (path.endsWith(`: ${address}`) && what.includes("waiting for ECS Service")) ||
      // Names what the service runs instead, but not the service.
      (what.includes("Resource postcondition failed") && what.includes(`:task-definition/${family}:`)),
  );
}

/** What is wrong with services after an apply that went well; waits a little for what may still settle. */
async function unhealthy(
  { output, interrupts }: Context,
  ecs: Ecs,
  stack: string,
  services: readonly DeployedService[],
): Promise<readonly Problem[]> {
  const began = Date.now();
  try {
    for (;;) {
      interrupts.check();
      const judged = await Promise.all(services.map((service) => look(ecs, service)));
      const unsettled = judged.filter(({ verdict }) => maySettle(verdict));
      const patience = unsettled.some(({ service }) => service.watched) ? WATCHED_MS : SETTLE_MS;
      if (unsettled.length === 0 || Date.now() >= began + patience) return await problemsOf(ecs, stack, judged);
      output.foot(
        stack,
        unsettled.map(({ service, verdict }) => `  … ${service.name} ${verdict.message}`),
      );
      await sleep(POLL_MS);
    }
  } finally {
    output.foot(stack, []);
  }
}

async function look(ecs: Ecs, service: DeployedService): Promise<Judged> {
  const live = await ecs.describe(service);
  return { service, live, verdict: judge(live, service.wanted, new Date()) };
}

async function problemsOf(ecs: Ecs, stack: string, judged: readonly Judged[]): Promise<readonly Problem[]> {
  const bad = judged.filter(({ verdict }) => verdict.health !== "healthy");
  return Promise.all(
    bad.map(async ({ service, live, verdict }) => {
      const facts = live === undefined ? [] : renderService(live, await ecs.stoppedTasks(service), new Date());
      return {
        path: `${stack}: service ${service.name}`,
        what: [verdict.message, ...facts].join("\n"),
        fix: `mend what the events and stopped tasks name, and deploy again; ./gantry status ${stack} shows how it goes`,
      };
    }),
  );
}

function readSynthesized({ directory }: Terraform): SynthesizedStack {
  const file = join(directory, "cdk.tf.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SynthesizedStack) : {};
}

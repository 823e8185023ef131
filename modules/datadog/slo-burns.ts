import type { Construct } from "constructs";
import { BURNS, type BurnName, burnRate } from "../core/monitoring/objectives.js";
import { objectiveLink } from "./links.js";
import { Monitor } from "./monitor.js";
import type { ObjectiveRef } from "./slo-objective.js";
import { headOf, type Subject, type Watch } from "./subject.js";

/** A rate over two windows of an objective, without its comparison. */
export function burnQuery(
  { id, days }: Pick<ObjectiveRef, "id" | "days">,
  { long, short }: { readonly long: string; readonly short: string },
): string {
  return `burn_rate("${id}").over("${days}d").long_window("${long}").short_window("${short}")`;
}

/** What tells that a promise won't hold if it goes on like this: one monitor for each rate of its row. */
export function makeBurns(scope: Construct, objective: ObjectiveRef, subject: Subject, watch: Watch): void {
  for (const name of objective.burns) makeBurn(scope, name, objective, subject, watch);
}

function makeBurn(scope: Construct, name: BurnName, objective: ObjectiveRef, subject: Subject, watch: Watch): void {
  const burn = BURNS[name];
  const rate = burnRate(burn, objective.days);
  const { links, ...head } = headOf(
    subject,
    watch,
    `its ${objective.name} burns ${name === "fast" ? "fast" : "steadily"}`,
  );
  const { places } = watch;
  new Monitor(scope, `burn-${objective.name}-${name}`, {
    ...head,
    links: places === undefined ? links : [objectiveLink(places, objective.id), ...links],
    source: "objective",
    metric: burnQuery(objective, burn),
    said: burnQuery({ ...objective, id: objective.name }, burn),
    thresholds: { comparator: ">", warning: rate / 2, critical: rate },
    unit: "× the rate at which its budget lasts",
    meaning: `Promised of ${subject.name}: ${objective.promise}. At the rate of the last ${burn.long} what that leaves for failures is gone in ${Math.round((objective.days * 24) / rate)} hours.`,
    firstSteps: [
      `Its monitors that alert: ${objective.told}`,
      "The last deployment",
      "What is left of the budget: whether what's planned for this week can wait",
    ],
    reason: burn.reason,
    priority: burn.priority,
    ...(objective.silence === undefined ? {} : { silence: objective.silence }),
  });
}

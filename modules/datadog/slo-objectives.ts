import { Construct } from "constructs";
import { type MonitorWishes, tuned } from "../core/monitoring/changes.js";
import { type ObjectiveChange, type ObjectiveRow, objectivesOf, promised } from "../core/monitoring/objectives.js";
import { rowOf } from "../core/monitoring/table.js";
import type { BalancedServiceRef, CronServiceRef, ServiceRef, WorkerServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import { begun, gone } from "./cron-monitors.js";
import { failed, isBalanced, requests, slowest } from "./http-signals.js";
import { type Indicator, Objective, type ObjectiveRef } from "./slo-objective.js";
import { acceptableSeconds, oldestMessage } from "./worker-monitors.js";

export interface ObjectivesProps {
  readonly service: ServiceRef;
  readonly tags: Tags;
  /** @default - every monitor as the table says */
  readonly wishes?: MonitorWishes;
  /** By the name of the objective. @default - everything is promised as the table says */
  readonly changes?: Readonly<Record<string, ObjectiveChange>>;
}

/** What is counted as good, and what a person reads of it. */
interface Counted {
  readonly indicator: Indicator;
  /** What happens so often, after "99 % of". */
  readonly promise: string;
  /** The monitors that see the same from nearby. */
  readonly told: string;
}

/** What is promised of a service by its kind, derived from its ref alone. */
export class Objectives extends Construct {
  readonly refs: readonly ObjectiveRef[];

  constructor(scope: Construct, id: string, props: ObjectivesProps) {
    super(scope, id);
    this.refs = Object.entries(counted(props)).flatMap(([name, one]) => this.promise(name, one, props));
  }

  private promise(name: string, counted: Counted, { service, tags, changes = {} }: ObjectivesProps): ObjectiveRef[] {
    const rows: Readonly<Record<string, ObjectiveRow>> = objectivesOf(service.kind);
    const row = rows[name];
    const change = changes[name];
    if (row === undefined) throw new Error(`the table of objectives has no ${name} of ${service.kind}`);
    if (change?.without !== undefined) return [];
    const { target, warning, days, burns, reason } = promised(row, change);
    const { ref } = new Objective(this, name, {
      tags,
      subject: `service:${service.name}`,
      title: `[${tags.environment}] ${service.name}: ${name}`,
      target,
      warning,
      days,
      burns,
      indicator: counted.indicator,
      promise: `${target} % of ${counted.promise} within ${days} days`,
      told: counted.told,
      reason,
      ...(change?.silence === undefined ? {} : { silence: change.silence }),
    });
    return [ref];
  }
}

function counted({ service, tags, wishes }: ObjectivesProps): Readonly<Record<string, Counted>> {
  switch (service.kind) {
    case "web":
      return balanced(service, service.kind, tags, wishes);
    case "internal":
      return isBalanced(service) ? balanced(service, service.kind, tags, wishes) : {};
    case "worker":
      return { freshness: freshness(service, tags, wishes) };
    case "cron":
      return service.enabled ? { success: success(service, tags) } : {};
    case "daemon":
      return {};
  }
}

function balanced(
  service: BalancedServiceRef,
  kind: "web" | "internal",
  tags: Tags,
  wishes: MonitorWishes | undefined,
): Readonly<Record<string, Counted>> {
  const all = requests(service, tags);
  const seconds = tuned(rowOf(kind, "latency"), wishes?.changes["latency"]).warning;
  return {
    availability: {
      indicator: { good: `${all} - ${failed(service, tags)}`, all },
      promise: "its requests don't end in an error of its own",
      told: "errors, targets, tasks",
    },
    latency: {
      indicator: { metric: slowest(service, tags), comparator: "<=", threshold: seconds },
      promise: `all five minutes, 19 in 20 requests are answered within ${seconds} s`,
      told: "latency, cpu",
    },
  };
}

function freshness(service: WorkerServiceRef, tags: Tags, wishes: MonitorWishes | undefined): Counted {
  const multiple = tuned(rowOf("worker", "age"), wishes?.changes["age"]).warning;
  const seconds = Number((acceptableSeconds(service) * multiple).toPrecision(6));
  return {
    indicator: { metric: oldestMessage(service, tags), comparator: "<=", threshold: seconds },
    promise: `all five minutes, no message has waited longer than ${seconds} s`,
    told: "age, stalled, tasks",
  };
}

function success(service: CronServiceRef, tags: Tags): Counted {
  const all = begun(service);
  return {
    indicator: { good: `${all} - ${gone(service, tags)}`, all },
    promise: "its runs end well",
    told: "failures, missed",
  };
}

import type { Construct } from "constructs";
import { type MonitorWishes, multiplied, type OwnMonitor, tuned } from "../core/monitoring/changes.js";
import { type MonitoredKind, rowOf } from "../core/monitoring/table.js";
import type { ServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import type { Audience } from "./message.js";
import { Monitor, type MonitorProps } from "./monitor.js";

/** Whose monitors they are, for whom, and what is wanted otherwise. */
export interface Watch {
  readonly tags: Tags;
  readonly audience: Audience;
  /** @default - nothing: every monitor as the table says, and no other */
  readonly wishes?: MonitorWishes;
}

/** For whom the monitors of a service are. */
export interface ServiceMonitorsProps<Ref extends ServiceRef = ServiceRef> extends Watch {
  readonly service: Ref;
}

/** What is watched. */
export interface Subject {
  readonly kind: MonitoredKind;
  readonly name: string;
  /** How Datadog tags it, for instance `service:api`. */
  readonly tag: string;
}

/** A monitor as its kind derives it; its levels, window and priority stand in the table under its name. */
export interface Derived extends Pick<MonitorProps, "meaning" | "firstSteps" | "newGroupDelaySeconds"> {
  /** Goes on after the name of what is watched. */
  readonly title: string;
  /** The metric without its window; or the search for events. */
  readonly metric: string;
  /** @default false */
  readonly events?: boolean;
  /** Name of its row in the table. @default - its own */
  readonly row?: string;
  /** What the row's levels are multiples of. @default 1 */
  readonly unitValue?: number;
  /** What its levels are in once multiplied. @default - as the row says */
  readonly unit?: string;
}

/** Makes each of them under its name, and those that the subject adds. */
export function makeMonitors(
  scope: Construct,
  subject: Subject,
  watch: Watch,
  derived: Readonly<Record<string, Derived>>,
): void {
  for (const [name, one] of Object.entries(derived)) make(scope, name, one, subject, watch);
  for (const [name, one] of Object.entries(watch.wishes?.own ?? {})) makeOwn(scope, name, one, subject, watch);
}

function make(scope: Construct, name: string, derived: Derived, subject: Subject, watch: Watch): void {
  const { row: rowName = name, unitValue = 1, title, metric, events = false, unit, ...told } = derived;
  const change = watch.wishes?.changes[rowName];
  const row = tuned(rowOf(subject.kind, rowName), change);
  new Monitor(scope, name, {
    ...told,
    ...headOf(subject, watch, title),
    events,
    metric: events
      ? `${metric}.rollup("count").last("${row.window}")`
      : `${row.aggregate}(last_${row.window}):${metric}`,
    thresholds: unitValue === 1 ? row : multiplied(row, unitValue),
    unit: unit ?? row.unit,
    reason: row.reason,
    priority: row.priority,
    ...(change?.silence === undefined ? {} : { silence: change.silence }),
  });
}

/** Its scope is its service or store by construction. */
function makeOwn(scope: Construct, name: string, own: OwnMonitor, subject: Subject, watch: Watch): void {
  const filter = Object.entries(own.filter).map(([tag, value]) => `,${tag}:${value}`);
  const where = `{env:${watch.tags.environment},${subject.tag}${filter.join("")}}`;
  new Monitor(scope, name, {
    ...headOf(subject, watch, own.title),
    metric: `${own.aggregate}(last_${own.window}):${own.over}:${own.metric}${where}`,
    thresholds: own,
    meaning: own.meaning,
    firstSteps: own.firstSteps,
    priority: own.priority,
  });
}

function headOf({ name, tag }: Subject, { tags, audience }: Watch, title: string) {
  return { title: `[${tags.environment}] ${name}: ${title}`, subject: tag, tags, audience };
}

/** A service as what is watched. */
export function subjectOf({ kind, name }: ServiceRef): Subject {
  return { kind, name, tag: `service:${name}` };
}

/** Where else the cause may lie. */
export function dependencies({ stores }: Pick<ServiceRef, "stores">): string {
  return stores.length === 0 ? "It depends on no store" : `What it depends on: ${stores.join(", ")}`;
}

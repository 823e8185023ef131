import type { Construct } from "constructs";
import { multiplied, tuned } from "../core/monitoring/changes.js";
import { rowOf } from "../core/monitoring/table.js";
import { Monitor, type MonitorProps } from "./monitor.js";
import { makeOwn } from "./own-monitors.js";
import { makeBurns } from "./slo-burns.js";
import { headOf, type Subject, type Watch } from "./subject.js";

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
  /** @default - as the row says */
  readonly window?: string;
  /** What the row's levels are multiples of. @default 1 */
  readonly unitValue?: number;
  /** What its levels are in once multiplied. @default - as the row says */
  readonly unit?: string;
}

/** Makes each of them under its name, those of what is promised, and those that the subject adds. */
export function makeMonitors(
  scope: Construct,
  subject: Subject,
  watch: Watch,
  derived: Readonly<Record<string, Derived>>,
): void {
  const made = new Map<string, Monitor>();
  for (const [name, one] of Object.entries(derived)) made.set(name, make(scope, name, one, subject, watch));
  for (const objective of watch.objectives ?? []) makeBurns(scope, objective, subject, watch);
  makeOwn(scope, subject, watch, made);
}

function make(scope: Construct, name: string, derived: Derived, subject: Subject, watch: Watch): Monitor {
  const { row: rowName = name, unitValue = 1, title, metric, events = false, unit, window, ...told } = derived;
  const change = watch.wishes?.changes[rowName];
  const row = tuned(rowOf(subject.kind, rowName), change);
  const span = window ?? row.window;
  return new Monitor(scope, name, {
    ...told,
    ...headOf(subject, watch, title),
    source: events ? "events" : "metric",
    metric: events
      ? `${metric}.rollup("count").last("${span}")`
      : `${row.aggregate}(${row.ahead === true ? "next" : "last"}_${span}):${metric}`,
    thresholds: unitValue === 1 ? row : multiplied(row, unitValue),
    unit: unit ?? row.unit,
    reason: row.reason,
    priority: row.priority,
    ...(change?.silence === undefined ? {} : { silence: change.silence }),
  });
}

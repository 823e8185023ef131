import type { Levels } from "../../core/monitoring/levels.js";
import { graph, type Widget } from "./widgets.js";

/** What a monitor watches, as a graph shows it: the same question, and the levels from which on it warns and alerts. */
export interface Signal {
  /** Name of its monitor. */
  readonly name: string;
  /** What its monitor says when it alerts: "answers slowly". */
  readonly title: string;
  /** What its monitor asks, whole. */
  readonly query: string;
  readonly levels: Levels;
  /** @default - not said */
  readonly unit?: string;
}

/** The window before what is asked, and the comparison after it. */
const METRIC_QUERY = /^(?:avg|max|min|sum)\(last_\w+\):(.+) [<>]=? \S+$/s;

/**
 * A graph of each of them that asks for a metric; a search for events, logs or traces has none.
 *
 * @param events that are drawn over it. @default none
 */
export function graphsOf(signals: readonly Signal[], events?: string): readonly Widget[] {
  return signals.flatMap(({ name, title, query, levels: { warning, critical }, unit }) => {
    const metric = METRIC_QUERY.exec(query)?.[1];
    if (metric === undefined) return [];
    const levels = [
      { value: warning, severity: "warning" },
      { value: critical, severity: "critical" },
    ] as const;
    return [
      graph({
        title,
        lines: { [name]: metric },
        // Those of an anomaly are shares of points, where the graph shows the metric.
        levels: metric.startsWith("anomalies(") ? [] : levels,
        ...(unit === undefined ? {} : { unit }),
        ...(events === undefined ? {} : { events }),
      }),
    ];
  });
}

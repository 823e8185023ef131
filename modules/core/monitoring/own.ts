import type { Thresholds } from "./levels.js";
import type { Priority, Row } from "./row.js";

/** What every monitor says that a service or store adds of its own; its scope is the service or store, by construction. */
interface Common {
  /** Goes on after the name of the service or store. */
  readonly title: string;
  readonly meaning: string;
  readonly firstSteps: readonly string[];
  readonly priority: Priority;
}

/** A number with a warning and a critical level. */
interface Leveled extends Common {
  readonly comparator: ">" | "<";
  readonly warning: number;
  readonly critical: number;
}

interface OfMetric {
  /** A metric as Datadog knows it, for instance `acme.orders.open`. */
  readonly metric: string;
  /** How the values of several sources are made one. */
  readonly over: "avg" | "max" | "min" | "sum";
  /** Tags beside those of the service. */
  readonly filter: Readonly<Record<string, string>>;
}

export interface OwnMetric extends Leveled, OfMetric, Thresholds {
  readonly comparator: ">" | "<";
  readonly kind: "metric";
  readonly aggregate: Row["aggregate"];
  readonly window: string;
}

/** How many lines of its log, or requests that it was traced in, are found; or what a number in them comes to. */
export interface OwnSearch extends Leveled {
  readonly kind: "logs" | "traces";
  /** As one types it in Datadog's search, without `env` and `service`. */
  readonly search: string;
  readonly window: string;
  /** @default - they are counted */
  readonly measure?: { readonly of: string; readonly as: string };
}

/** A metric that isn't as it was at such times before. */
export interface OwnAnomaly extends Common, OfMetric {
  readonly kind: "anomaly";
  readonly direction: "above" | "below" | "both";
  /** How many deviations from what was expected are none yet. */
  readonly deviations: number;
  readonly seasonality: "hourly" | "daily" | "weekly";
  /** Time whose points are judged. */
  readonly window: AnomalyWindow;
  /** Shares of these points, 1 for all of them. */
  readonly warning: number;
  readonly critical: number;
}

/** Others of its monitors that hold together. */
export interface OwnComposite extends Common {
  readonly kind: "composite";
  /** Names of its monitors, joined by `&&`, `||`, `!` and brackets. */
  readonly when: string;
}

/** How fast the budget of one of its objectives burns. */
export interface OwnBurn extends Common {
  readonly kind: "burn";
  /** Name of the objective. */
  readonly objective: string;
  readonly long: string;
  readonly short: string;
  /** Multiples of the rate at which the budget lasts exactly as long as it must. */
  readonly warning: number;
  readonly critical: number;
}

export type OwnMonitor = OwnMetric | OwnSearch | OwnAnomaly | OwnComposite | OwnBurn;

export type AnomalyWindow = keyof typeof ANOMALY_VIEWS;

/** What Datadog must see beside the points that it judges, and how far apart it takes them. */
export const ANOMALY_VIEWS = {
  "15m": { view: "4h", seconds: 60 },
  "30m": { view: "4h", seconds: 60 },
  "1h": { view: "12h", seconds: 300 },
  "2h": { view: "12h", seconds: 300 },
  "4h": { view: "1d", seconds: 600 },
  "1d": { view: "1w", seconds: 3600 },
} as const;

/** Names in the formula of a composite, each once. */
export function membersOf({ when }: Pick<OwnComposite, "when">): readonly string[] {
  return [...new Set(when.match(/[a-z0-9-]+/g) ?? [])];
}

/** Minutes of a window as Datadog writes it, `90m` or `6h`. */
export function minutesOf(window: string): number {
  const [, amount = "0", unit = "m"] = /^(\d+)([mhd])$/.exec(window) ?? [];
  return Number(amount) * ({ m: 1, h: 60, d: 1440 }[unit] ?? 0);
}

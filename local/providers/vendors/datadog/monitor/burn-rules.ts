import { isList } from "../../../protocol/values.js";
import type { Rule, WorldRule } from "../../types.js";
import { asFloat, readComparison } from "./query.js";

/**
 * Alerts on objectives: `burn_rate("id").over("30d").long_window("1h").short_window("5m") > 14.4`, or
 * `error_budget("id").over("30d") > 75`. https://docs.datadoghq.com/service_level_objectives/burn_rate
 */
const INVALID = "The value provided for parameter 'query' is invalid";

const BURN_RATE = /^burn_rate\("([^"]*)"\)\.over\("([^"]*)"\)\.long_window\("([^"]*)"\)\.short_window\("([^"]*)"\)$/;
const ERROR_BUDGET = /^error_budget\("([^"]*)"\)\.over\("([^"]*)"\)$/;

const TIMEFRAMES = ["7d", "30d", "90d"];
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };

/** Minutes of the long window. */
const LONG = { least: 60, most: 48 * 60 };

interface Asked {
  readonly objective: string;
  readonly timeframe: string;
  readonly long?: string;
  readonly short?: string;
  readonly rate: number;
}

/** Undefined where the type is another or the form is wrong. */
function asked(monitor: Parameters<Rule>[0]): Asked | undefined {
  const query = monitor.text("query");
  if (query === undefined || monitor.text("type") !== "slo alert") return undefined;
  const comparison = readComparison(query);
  if (comparison === undefined) return undefined;
  const burning = BURN_RATE.exec(comparison.expression);
  if (burning !== null) {
    const [, objective = "", timeframe = "", long = "", short = ""] = burning;
    return { objective, timeframe, long, short, rate: comparison.threshold };
  }
  const [, objective, timeframe = ""] = ERROR_BUDGET.exec(comparison.expression) ?? [];
  return objective === undefined ? undefined : { objective, timeframe, rate: comparison.threshold };
}

const minutesOf = (window: string) => {
  const [, amount = "0", unit = ""] = /^(\d+)([mhd])$/.exec(window) ?? [];
  return Number(amount) * (MINUTES[unit] ?? 0);
};

export const objectiveQueryIsWellFormed: Rule = (monitor) => {
  const query = monitor.text("query");
  if (query === undefined || monitor.text("type") !== "slo alert" || readComparison(query) === undefined) return [];
  if (asked(monitor) !== undefined) return [];
  const hint = 'Write burn_rate("id").over("30d").long_window("1h").short_window("5m") > 14.4.';
  return [monitor.problem("query", INVALID, hint)];
};

export const timeframeExists: Rule = (monitor) => {
  const { timeframe } = asked(monitor) ?? {};
  if (timeframe === undefined || TIMEFRAMES.includes(timeframe)) return [];
  return [
    monitor.problem("query", INVALID, `There is no timeframe ${JSON.stringify(timeframe)}: ${TIMEFRAMES.join(", ")}.`),
  ];
};

/** The long one is of one hour to 48, the short one within it. */
export const windowsFitTogether: Rule = (monitor) => {
  const { long, short } = asked(monitor) ?? {};
  if (long === undefined || short === undefined) return [];
  const [outer, inner] = [minutesOf(long), minutesOf(short)];
  if (outer < LONG.least || outer > LONG.most) {
    return [monitor.problem("query", INVALID, `The long window is of 1h to 48h, not ${JSON.stringify(long)}.`)];
  }
  if (inner > 0 && inner < outer) return [];
  return [monitor.problem("query", INVALID, `The short window is shorter than ${long}, not ${JSON.stringify(short)}.`)];
};

/** Nothing but failures burns at `1 / (1 - target)`: beyond it no alert could ever be. */
export const targetPermitsRate: WorldRule = (monitor, store) => {
  const { objective: id, timeframe, long, rate = 0 } = asked(monitor) ?? {};
  if (id === undefined) return [];
  const objective = store.get("datadog_service_level_objective", id);
  if (objective === undefined) return [monitor.problem("query", "SLO not found", `There is no objective ${id}.`)];
  const thresholds = isList(objective["thresholds"]) ? objective["thresholds"] : [];
  const target = thresholds
    .map((threshold) => threshold as { readonly timeframe?: unknown; readonly target?: unknown })
    .find((threshold) => threshold.timeframe === timeframe)?.target;
  if (target === undefined)
    return [monitor.problem("query", INVALID, `The objective has no target over ${timeframe}.`)];
  const most = Number((100 / (100 - Number(target))).toPrecision(6));
  if (long === undefined || (rate > 0 && rate <= most)) return [];
  const message = `Alert threshold (${rate}) must be in range 0 to ${asFloat(most)} for burn rate alerts (max threshold = 1/1-slo target).`;
  return [monitor.problem("monitor_thresholds", message)];
};

export const burnRules: readonly Rule[] = [objectiveQueryIsWellFormed, timeframeExists, windowsFitTogether];

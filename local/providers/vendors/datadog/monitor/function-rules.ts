import type { Rule } from "../../types.js";
import type { View } from "../../view.js";
import { readComparison } from "./query.js";

/**
 * What `anomalies(…)` and `forecast(…)` ask of the query around them.
 * https://docs.datadoghq.com/monitors/types/anomaly, https://docs.datadoghq.com/monitors/types/forecasts
 */
const INVALID = "The value provided for parameter 'query' is invalid";

const ALGORITHMS = { anomalies: ["basic", "agile", "robust"], forecast: ["linear", "seasonal"] } as const;
type Function = keyof typeof ALGORITHMS;

/** As far as a forecast is made. */
const AHEAD = ["12h", "1d", "2d", "3d", "1w", "2w", "1mo", "3mo"];

/** The arguments after the metric: `'agile', 2, direction='both'`. */
function argumentsOf(monitor: View, name: Function): string | undefined {
  const query = monitor.text("query");
  if (query === undefined || !["query alert", "metric alert"].includes(monitor.text("type") ?? "")) return undefined;
  return (
    new RegExp(`\\b${name}\\(.*[})]?\\s*,\\s*('.*)\\)`, "s").exec(query)?.[1] ??
    (query.includes(`${name}(`) ? "" : undefined)
  );
}

/** The algorithm is one that there is, and the deviations are a number above nothing. */
export const algorithmsExist: Rule = (monitor) =>
  (Object.keys(ALGORITHMS) as Function[]).flatMap((name) => {
    const given = argumentsOf(monitor, name);
    if (given === undefined) return [];
    const [, algorithm = "", deviations = ""] = /^'([^']*)'(?:\s*,\s*([^,\s)]+))?/.exec(given) ?? [];
    const known: readonly string[] = ALGORITHMS[name];
    return [
      ...(known.includes(algorithm)
        ? []
        : [
            monitor.problem(
              "query",
              INVALID,
              `${name} has no algorithm ${JSON.stringify(algorithm)}: ${known.join(", ")}.`,
            ),
          ]),
      ...(Number(deviations) > 0
        ? []
        : [monitor.problem("query", INVALID, `${name} takes a number of deviations after its algorithm.`)]),
    ];
  });

/** A forecast looks ahead, and nothing else does. */
export const forecastsLookAhead: Rule = (monitor) => {
  const query = monitor.text("query") ?? "";
  const ahead = /\(next_(\w+)\)\s*:/.exec(query)?.[1];
  const forecast = argumentsOf(monitor, "forecast") !== undefined;
  if (forecast && ahead === undefined) {
    return [monitor.problem("query", INVALID, "A forecast is judged over a time to come: max(next_1w).")];
  }
  if (ahead === undefined) return [];
  if (!forecast) return [monitor.problem("query", INVALID, "Only a forecast looks ahead: last_5m, last_4h, last_1d.")];
  if (AHEAD.includes(ahead)) return [];
  return [monitor.problem("query", INVALID, `There is no window next_${ahead}: ${AHEAD.join(", ")}.`)];
};

/** An anomaly is a share of the points of a trigger window, which the query names too. */
export const anomaliesHaveWindows: Rule = (monitor) => {
  const given = argumentsOf(monitor, "anomalies");
  const windows = monitor.block("monitor_threshold_windows");
  if (given === undefined) {
    if (windows === undefined) return [];
    return [monitor.problem("monitor_threshold_windows", "threshold_windows is only available for anomaly monitors")];
  }
  const trigger = windows?.text("trigger_window");
  if (trigger === undefined || windows?.text("recovery_window") === undefined) {
    return [
      monitor.problem("monitor_threshold_windows", "Anomaly monitors need a trigger_window and a recovery_window"),
    ];
  }
  const alerting = /alert_window='([^']*)'/.exec(given)?.[1];
  if (alerting === undefined || alerting === trigger) return [];
  const message = `trigger_window ${trigger} does not match the alert_window of the query, ${alerting}`;
  return [windows?.problem("trigger_window", message) ?? monitor.problem("query", message)];
};

/** The share is at most everything, and reaching it must be enough. */
export const anomaliesAreShares: Rule = (monitor) => {
  if (argumentsOf(monitor, "anomalies") === undefined) return [];
  const { operator, threshold = 0 } = readComparison(monitor.text("query") ?? "") ?? {};
  const hint = "The share of points that are anomalous: >= 1 for all of them, >= 0.5 for half.";
  if (operator === ">=" && threshold > 0 && threshold <= 1) return [];
  return [monitor.problem("query", `${INVALID}: anomaly monitors compare a share by >=`, hint)];
};

export const functionRules: readonly Rule[] = [
  algorithmsExist,
  forecastsLookAhead,
  anomaliesHaveWindows,
  anomaliesAreShares,
];

import type { Rule } from "../../types.js";

/**
 * The grammar of metric queries: `time_aggr(time_window):space_aggr:metric{tags} [by {key}] operator #`.
 * https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
const INVALID = "The value provided for parameter 'query' is invalid";

const METRIC_TYPES = ["metric alert", "query alert"];
const SPACE_AGGREGATIONS = ["avg", "sum", "min", "max", "count", "p50", "p75", "p90", "p95", "p99"];

/** Minutes of the longest window: a month. */
const LONGEST_WINDOW = 31 * 24 * 60;
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080, mo: 43_200 };

/** Queries that ask for metrics in the classic form; `formula(…)` names them elsewhere. */
function metricQuery(monitor: Parameters<Rule>[0]): string | undefined {
  const [query, type] = [monitor.text("query"), monitor.text("type")];
  if (query === undefined || type === undefined || !METRIC_TYPES.includes(type)) return undefined;
  return /^\s*formula\(/i.test(query) ? undefined : query.replace(/'[^']*'|"[^"]*"/g, "''");
}

/** `last_5m`, `last_4h`, `last_1d`: a whole number of a unit, at most a month. */
export const windowIsEvaluated: Rule = (monitor) => {
  const windows = metricQuery(monitor)?.match(/\blast_\w+/g) ?? [];
  return windows.flatMap((window) => {
    const [, amount = "0", unit = ""] = /^last_(\d+)(mo|m|h|d|w)$/.exec(window) ?? [];
    const minutes = Number(amount) * (MINUTES[unit] ?? 0);
    if (minutes >= 1 && minutes <= LONGEST_WINDOW) return [];
    return [monitor.problem("query", INVALID, `There is no window ${window}: write last_5m, last_4h, last_1d.`)];
  });
};

/** Each metric says how its series are made one: `avg:system.load.1{…}`. */
export const aggregationsExist: Rule = (monitor) => {
  const named = [...(metricQuery(monitor) ?? "").matchAll(/([\w.]+):[\w.-]+\{/g)].map(
    ([, aggregation = ""]) => aggregation,
  );
  return named
    .filter((aggregation) => !SPACE_AGGREGATIONS.includes(aggregation))
    .map((aggregation) =>
      monitor.problem("query", INVALID, `There is no aggregation ${aggregation}: ${SPACE_AGGREGATIONS.join(", ")}.`),
    );
};

/** And where they come from: `{*}` for everywhere, never nothing. */
export const metricsHaveScope: Rule = (monitor) => {
  const query = metricQuery(monitor);
  if (query === undefined) return [];
  const open = [...query.matchAll(/\b(?:avg|sum|min|max|count|p\d\d):([a-zA-Z][\w.]*)(?![\w.]*\{)(?![\w.])/g)];
  return [
    ...open.map(([, metric = ""]) =>
      monitor.problem("query", INVALID, `${metric} has no scope: write ${metric}{*}, or the tags in the braces.`),
    ),
    ...(/[\w.]\{\s*\}/.test(query)
      ? [monitor.problem("query", INVALID, "A scope is empty: write {*} for everywhere.")]
      : []),
  ];
};

/** A name begins with a letter and holds letters, digits, underscores and full stops. */
export const metricNamesAreWellFormed: Rule = (monitor) =>
  [...(metricQuery(monitor) ?? "").matchAll(/\b(?:avg|sum|min|max|count|p\d\d):([^\s{}():]*)\{/g)]
    .map(([, metric = ""]) => metric)
    .filter((metric) => !/^[a-zA-Z][\w.]*$/.test(metric))
    .map((metric) => monitor.problem("query", INVALID, `${JSON.stringify(metric)} is no name of a metric.`));

export const metricRules: readonly Rule[] = [
  windowIsEvaluated,
  aggregationsExist,
  metricsHaveScope,
  metricNamesAreWellFormed,
];

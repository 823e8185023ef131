import { lengthBetween, oneOf } from "../checks.js";
import type { Rule } from "../types.js";
import { isBalanced } from "./monitor/query.js";

/** https://docs.datadoghq.com/api/latest/service-level-objectives/#create-an-slo-object */
const TIMEFRAMES = ["7d", "30d", "90d", "custom"];
const COMPARATORS = [">", ">=", "<", "<="];
/** Seconds of a slice. */
const SLICES = [60, 300];

/** What each type is told by; it has nothing of the others. */
const TOLD_BY: Readonly<Record<string, string>> = {
  metric: "query",
  monitor: "monitor_ids",
  time_slice: "sli_specification",
};

export const typeIsToldBy: Rule = (objective) => {
  const type = objective.text("type");
  const needed = TOLD_BY[type ?? ""];
  if (needed === undefined) return [];
  const others = Object.values(TOLD_BY).filter((name) => name !== needed && objective.isSet(name));
  return [
    ...(objective.isSet(needed)
      ? []
      : [objective.problem(needed, `${needed} is required for an objective of type ${type}`)]),
    ...others.map((name) => objective.problem(name, `"${name}": conflicts with ${needed}`, `It's of type ${type}.`)),
  ];
};

/** Each timeframe once. */
export const timeframesAreDistinct: Rule = (objective) => {
  const seen = new Set<string>();
  return objective.blocks("thresholds").flatMap((threshold) => {
    const timeframe = threshold.text("timeframe");
    if (timeframe === undefined) return [];
    if (!TIMEFRAMES.includes(timeframe)) {
      const message = `Invalid timeframe ${JSON.stringify(timeframe)}`;
      return [threshold.problem("timeframe", message, `Allowed: ${TIMEFRAMES.join(", ")}.`)];
    }
    if (seen.has(timeframe)) {
      return [threshold.problem("timeframe", `There are two thresholds for ${timeframe}`, "Keep one of them.")];
    }
    seen.add(timeframe);
    return [];
  });
};

/** Below a hundred, which would leave nothing to fail; and the warning between the two. */
export const targetsLeaveABudget: Rule = (objective) =>
  objective.blocks("thresholds").flatMap((threshold) => {
    const [target, warning] = [threshold.number("target"), threshold.number("warning")];
    if (target === undefined) return [];
    if (target <= 0 || target >= 100) {
      return [threshold.problem("target", `Invalid target ${target}: it must be greater than 0 and less than 100`)];
    }
    if (warning === undefined || (warning > target && warning < 100)) return [];
    const message = `Invalid warning ${warning}: it must be greater than the target (${target}) and less than 100`;
    return [threshold.problem("warning", message)];
  });

/** Sums of counts: a gauge has nothing that could be added up over a month. */
export const queriesCount: Rule = (objective) =>
  objective.blocks("query").flatMap((query) =>
    ["numerator", "denominator"].flatMap((name) => {
      const text = query.text(name);
      if (text === undefined) return [];
      if (!isBalanced(text)) return [query.problem(name, `Invalid query: a bracket or a quote of the ${name} is open`)];
      const metrics = text.match(/\b[a-z\d]+:[a-zA-Z][\w.]*\{/g) ?? [];
      const counts = text.match(/\.as_count\(\)/g) ?? [];
      const sums = metrics.filter((metric) => /^(sum|count):/.test(metric));
      if (metrics.length > 0 && sums.length === metrics.length && counts.length >= metrics.length) return [];
      const hint = "Write sum:requests{service:api}.as_count().";
      return [query.problem(name, `Invalid query: the ${name} must be a sum of counts`, hint)];
    }),
  );

/** What a slice is judged by is computed from queries that there are. */
export const slicesAreJudged: Rule = (objective) =>
  objective.blocks("sli_specification").flatMap((specification) =>
    specification.blocks("time_slice").flatMap((slice) => {
      const [comparator, seconds] = [slice.text("comparator"), slice.number("query_interval_seconds")];
      const parts = slice.block("query");
      const formula = parts?.block("formula")?.text("formula_expression");
      const names = (parts?.blocks("query") ?? []).map((query) => query.block("metric_query")?.text("name") ?? "");
      const unknown = (formula?.match(/\b[a-z_]\w*\b(?!\s*\()/gi) ?? []).filter((name) => !names.includes(name));
      return [
        ...(comparator === undefined || COMPARATORS.includes(comparator)
          ? []
          : [slice.problem("comparator", `Invalid comparator ${comparator}`, `Allowed: ${COMPARATORS.join(" ")}.`)]),
        ...(seconds === undefined || SLICES.includes(seconds)
          ? []
          : [slice.problem("query_interval_seconds", `Invalid interval ${seconds}`, `Allowed: ${SLICES.join(", ")}.`)]),
        ...(unknown.length === 0 || parts === undefined
          ? []
          : [parts.problem("formula", `The formula names ${unknown.join(", ")}, which no query is called`)]),
      ];
    }),
  );

export const objectiveRules: readonly Rule[] = [
  oneOf("type", Object.keys(TOLD_BY)),
  lengthBetween("name", 1, 255),
  typeIsToldBy,
  timeframesAreDistinct,
  targetsLeaveABudget,
  queriesCount,
  slicesAreJudged,
];

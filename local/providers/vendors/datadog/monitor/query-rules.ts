import type { Rule } from "../../types.js";
import { comparesWithNumber, groupingTags, isBalanced, readComparison } from "./query.js";

const INVALID = "The value provided for parameter 'query' is invalid";

/** A metric query starts with a window: `avg(last_5m):…`, `change(avg(last_5m),last_1h):…`, `max(next_1w):…`. */
const METRIC_WINDOW = /^\s*[a-z_]+\(.*?\b(last|current|next)_\w+.*?\)\s*:|^\s*formula\(/is;

/** The query is there, and its brackets and quotes are closed. */
export const queryIsWellFormed: Rule = (monitor) => {
  const query = monitor.text("query");
  if (query === undefined) return [];
  if (query.trim() === "") return [monitor.problem("query", INVALID, "The query is empty.")];
  return isBalanced(query) ? [] : [monitor.problem("query", INVALID, "A bracket or a quote is not closed.")];
};

/** All but composite, check and synthetics monitors compare with a number. */
export const queryHasComparison: Rule = (monitor) => {
  const [query, type] = [monitor.text("query"), monitor.text("type")];
  if (query === undefined || type === undefined || query.trim() === "" || !comparesWithNumber(type)) return [];
  if (readComparison(query) !== undefined) return [];
  return [
    monitor.problem("query", `${INVALID}: invalid operator specified: `, "End it with a comparison, such as `> 90`."),
  ];
};

/** Metric monitors say over which time they look. */
export const metricQueryHasWindow: Rule = (monitor) => {
  const [query, type] = [monitor.text("query"), monitor.text("type")];
  if (query === undefined || query.trim() === "" || (type !== "metric alert" && type !== "query alert")) return [];
  if (METRIC_WINDOW.test(query)) return [];
  return [monitor.problem("query", INVALID, "Begin it with an aggregation over a window, such as `avg(last_5m):`.")];
};

/** A composite monitor joins the ids of others: `1234 && !5678`. */
export const compositeNamesMonitors: Rule = (monitor) => {
  const query = monitor.text("query");
  if (query === undefined || monitor.text("type") !== "composite" || query.trim() === "") return [];
  if (/^[\s\d()!&|]+$/.test(query) && /\d/.test(query)) return [];
  return [monitor.problem("query", INVALID, "Join monitor ids by `&&`, `||` and `!`.")];
};

/** A check monitor looks at least as far back as its highest threshold counts, and says by what it groups. */
export const checkLooksFarEnoughBack: Rule = (monitor) => {
  const query = monitor.text("query");
  if (query === undefined || monitor.text("type") !== "service check") return [];
  const last = Number(/\.last\((\d+)\)/.exec(query)?.[1] ?? Number.NaN);
  const thresholds = monitor.block("monitor_thresholds");
  const highest = Math.max(
    ...["ok", "warning", "critical", "unknown"].map((name) =>
      Number(thresholds?.text(name) ?? Number.NEGATIVE_INFINITY),
    ),
  );
  const problems = [];
  if (last < highest) {
    const message = "Last field should be larger than or equal to max threshold defined in monitor options";
    problems.push(
      monitor.problem("query", message, `The query has last(${last}), the thresholds go up to ${highest}.`),
    );
  }
  if (!/\.by\(/.test(query)) problems.push(monitor.problem("query", "A grouping must be specified for custom checks"));
  return problems;
};

/** Notifications can be narrowed to some of the tags that the query groups by, not to others. */
export const notifiesByGroupingTags: Rule = (monitor) => {
  const [query, tags] = [monitor.text("query"), monitor.texts("notify_by")];
  if (query === undefined || tags === undefined || tags.includes("*")) return [];
  const grouping = groupingTags(query);
  const strange = tags.filter((tag) => !grouping.includes(tag));
  if (strange.length === 0) return [];
  const hint = `Not in the query's grouping: ${strange.join(", ")}. It groups by ${grouping.join(", ") || "nothing"}.`;
  return [monitor.problem("notify_by", "notify_by must be a subset of the grouping tags in the query", hint)];
};

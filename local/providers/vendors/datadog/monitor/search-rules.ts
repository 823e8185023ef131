import type { Rule } from "../../types.js";

/** What the types that search begin their query with. https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor */
const SEARCHES: Readonly<Record<string, string>> = {
  "log alert": "logs",
  "event-v2 alert": "events",
  "rum alert": "rum",
  "audit alert": "audits",
  "trace-analytics alert": "trace-analytics",
  "ci-pipelines alert": "ci-pipelines",
  "ci-tests alert": "ci-tests",
};

const INVALID = "The value provided for parameter 'query' is invalid";

/** The query without its texts, so that what is searched for isn't taken for a part of it; undefined where it isn't a search. */
function searchOf(monitor: Parameters<Rule>[0]): { readonly name: string; readonly query: string } | undefined {
  const [query, type] = [monitor.text("query"), monitor.text("type") ?? ""];
  const name = SEARCHES[type];
  if (query === undefined || name === undefined || query.trim() === "" || /^\s*formula\(/.test(query)) return undefined;
  return { name, query: query.trim() };
}

/** `events("source:x")` of events, `logs("…")` of logs. */
export const searchSuitsType: Rule = (monitor) => {
  const search = searchOf(monitor);
  if (search === undefined || search.query.startsWith(`${search.name}("`)) return [];
  return [monitor.problem("query", INVALID, `Begin it with ${search.name}("…").`)];
};

/** What is counted, and over which time. */
export const searchIsRolledUp: Rule = (monitor) => {
  const search = searchOf(monitor);
  if (search === undefined || !search.query.startsWith(`${search.name}("`)) return [];
  const parts = search.query.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return [
    ...(/\.rollup\(""/.test(parts) ? [] : ['Say what is counted: .rollup("count").']),
    ...(/\.last\(""\)/.test(parts) ? [] : ['Say over which time: .last("5m").']),
  ].map((hint) => monitor.problem("query", INVALID, hint));
};

export const searchWindowIsEvaluated: Rule = (monitor) => {
  const window = /\.last\("([^"]*)"\)/.exec(searchOf(monitor)?.query ?? "")?.[1];
  if (window === undefined || /^[1-9]\d*(m|h|d|w|mo)$/.test(window)) return [];
  return [monitor.problem("query", INVALID, `There is no window ${JSON.stringify(window)}: write 5m, 4h, 1d.`)];
};

/** https://docs.datadoghq.com/monitors/types/composite: up to ten others. */
const MOST_MEMBERS = 10;

export const compositeIsSmallEnough: Rule = (monitor) => {
  if (monitor.text("type") !== "composite") return [];
  const members = new Set(monitor.text("query")?.match(/\d+/g) ?? []);
  if (members.size <= MOST_MEMBERS) return [];
  return [monitor.problem("query", INVALID, `It joins ${members.size} monitors; at most ${MOST_MEMBERS}.`)];
};

export const searchRules: readonly Rule[] = [
  searchSuitsType,
  searchIsRolledUp,
  searchWindowIsEvaluated,
  compositeIsSmallEnough,
];

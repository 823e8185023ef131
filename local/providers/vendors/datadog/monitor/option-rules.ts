import { atLeast, between, characters, conflicting, lengthBetween, oneOf } from "../../checks.js";
import type { Rule } from "../../types.js";
import { handlesAreWhole } from "../handles.js";

/** The types of the API, as the provider's documentation lists them. */
export const MONITOR_TYPES = [
  "composite",
  "event alert",
  "log alert",
  "metric alert",
  "process alert",
  "query alert",
  "rum alert",
  "service check",
  "synthetics alert",
  "trace-analytics alert",
  "slo alert",
  "event-v2 alert",
  "audit alert",
  "ci-pipelines alert",
  "ci-tests alert",
  "error-tracking alert",
  "database-monitoring alert",
  "network-performance alert",
  "cost alert",
];

const RENOTIFY_STATUSES = ["alert", "warn", "no data"];

/** From 1 (high) to 5 (low); the provider takes it as text. */
export const priorityIsInRange: Rule = (monitor) => {
  const priority = monitor.text("priority");
  if (priority === undefined || ["", "1", "2", "3", "4", "5"].includes(priority)) return [];
  return [
    monitor.problem("priority", `Invalid priority ${JSON.stringify(priority)}`, "Integer from 1 (high) to 5 (low)."),
  ];
};

/** Repeating a notification needs an interval. */
export const renotifyHasInterval: Rule = (monitor) => {
  const interval = monitor.number("renotify_interval");
  if (monitor.isUnknown("renotify_interval") || (interval !== undefined && interval > 0)) return [];
  return ["renotify_occurrences", "renotify_statuses", "escalation_message"]
    .filter((name) => monitor.isSet(name) && monitor.text(name) !== "")
    .map((name) => monitor.problem(name, `${name} needs renotify_interval`, "Set how many minutes lie between two."));
};

export const renotifyStatusesAreKnown: Rule = (monitor) =>
  (monitor.texts("renotify_statuses") ?? [])
    .filter((status) => !RENOTIFY_STATUSES.includes(status))
    .map((status) =>
      monitor.problem(
        "renotify_statuses",
        `Invalid value ${JSON.stringify(status)}`,
        `Allowed: ${RENOTIFY_STATUSES.join(", ")}.`,
      ),
    );

/** Groups without data are kept for one to 72 hours. */
export const groupRetentionIsInRange: Rule = (monitor) => {
  const text = monitor.text("group_retention_duration");
  if (text === undefined) return [];
  const match = /^(\d+)(m|h|d)$/.exec(text);
  const minutes = Number(match?.[1]) * ({ m: 1, h: 60, d: 1440 }[match?.[2] ?? ""] ?? Number.NaN);
  if (minutes >= 60 && minutes <= 72 * 60) return [];
  const hint = "From one hour to 72 hours, such as 60m, 1h or 2d.";
  return [monitor.problem("group_retention_duration", `Invalid duration ${JSON.stringify(text)}`, hint)];
};

/** Checks, composites and SLO alerts have no say in what missing data means. */
export const missingDataSuitsType: Rule = (monitor) => {
  const type = monitor.text("type") ?? "";
  if (!["service check", "composite", "slo alert"].includes(type) || monitor.isUnset("on_missing_data")) return [];
  return [monitor.problem("on_missing_data", `on_missing_data is not available for ${type} monitors`)];
};

/** A tag starts with a letter and has up to 200 characters. https://docs.datadoghq.com/getting_started/tagging */
export const tagsAreWellFormed: Rule = (monitor) =>
  (monitor.texts("tags") ?? [])
    .filter((tag) => !/^\p{L}/u.test(tag) || characters(tag) > 200)
    .map((tag) =>
      monitor.problem(
        "tags",
        `Invalid tag ${JSON.stringify(tag.slice(0, 60))}`,
        "Start with a letter; at most 200 characters.",
      ),
    );

export const optionRules: readonly Rule[] = [
  oneOf("type", MONITOR_TYPES),
  oneOf("draft_status", ["draft", "published"]),
  oneOf("notification_preset_name", ["show_all", "hide_query", "hide_handles", "hide_all"]),
  oneOf("on_missing_data", ["show_no_data", "show_and_notify_no_data", "resolve", "default"]),
  lengthBetween("name", 1, 2048),
  between("timeout_h", 0, 24),
  atLeast("renotify_interval", 0),
  atLeast("renotify_occurrences", 1),
  atLeast("no_data_timeframe", 0),
  atLeast("evaluation_delay", 0),
  atLeast("new_group_delay", 0),
  atLeast("new_host_delay", 0),
  conflicting("notify_no_data", "on_missing_data"),
  conflicting("no_data_timeframe", "on_missing_data"),
  conflicting("locked", "restricted_roles"),
  handlesAreWhole("message"),
  handlesAreWhole("escalation_message"),
  priorityIsInRange,
  renotifyHasInterval,
  renotifyStatusesAreKnown,
  groupRetentionIsInRange,
  missingDataSuitsType,
  tagsAreWellFormed,
];

import { textOf } from "../../../protocol/values.js";
import type { ResourceKind, Rule, WorldRule } from "../../types.js";
import { burnRules, targetPermitsRate } from "./burn-rules.js";
import { functionRules } from "./function-rules.js";
import { metricRules } from "./metric-rules.js";
import { optionRules } from "./option-rules.js";
import * as query from "./query-rules.js";
import { searchRules } from "./search-rules.js";
import * as thresholds from "./threshold-rules.js";

/** What `POST /api/v1/monitor/validate` checks; the provider calls it for every plan unless told not to. */
const validated: readonly Rule[] = [
  query.queryIsWellFormed,
  query.queryHasComparison,
  query.metricQueryHasWindow,
  query.compositeNamesMonitors,
  query.checkLooksFarEnoughBack,
  query.notifiesByGroupingTags,
  ...metricRules,
  ...functionRules,
  ...burnRules,
  ...searchRules,
  thresholds.criticalEqualsQuery,
  thresholds.warningNeedsCritical,
  thresholds.warningComesFirst,
  thresholds.recoveryIsOutsideAlert,
  thresholds.recoveryNeedsThreshold,
  thresholds.thresholdsSuitType,
];

const unlessSwitchedOff =
  (rule: Rule): Rule =>
  (monitor) =>
    monitor.flag("validate") === false ? [] : rule(monitor);

/** A composite's members exist. */
const membersExist: WorldRule = (monitor, store) => {
  if (monitor.text("type") !== "composite") return [];
  const ids = monitor.text("query")?.match(/\d+/g) ?? [];
  return ids
    .filter((id) => store.get("datadog_monitor", id) === undefined)
    .map((id) => monitor.problem("query", "Monitor not found", `There is no monitor ${id}.`));
};

/** What other monitors and objectives are built on stays, unless the deletion is forced. */
const nothingRefersToIt: WorldRule = (monitor, store, self) => {
  if (monitor.flag("force_delete") === true || self === undefined) return [];
  const mentions = new RegExp(`\\b${self}\\b`);
  const composites = store
    .all("datadog_monitor")
    .filter(({ type, query: text }) => type === "composite" && mentions.test(textOf(text)));
  const objectives = store
    .all("datadog_service_level_objective")
    .filter(({ monitor_ids: ids }) => Array.isArray(ids) && ids.some((id) => textOf(id) === self));
  if (composites.length + objectives.length === 0) return [];
  const names = [...composites, ...objectives].map(({ name }) => textOf(name)).join(", ");
  return [
    monitor.problem(
      "",
      `monitor [${self},${textOf(monitor.raw("name"))}] is referenced in ${names}`,
      "Delete those first, or set force_delete.",
    ),
  ];
};

const trim = (text: string) => text.trim();

export const monitor: ResourceKind = {
  source: "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources/monitor",
  replace: ["type"],
  defaults: {
    notify_no_data: false,
    new_host_delay: 300,
    no_data_timeframe: 10,
    require_full_window: true,
    include_tags: true,
    draft_status: "published",
  },
  computed: { tags: [] },
  normalized: { query: trim, message: trim, escalation_message: trim },
  equivalent: {
    // The API calls some metric alerts query alerts, and the other way round.
    type: (before, after) => [before, after].every((type) => type === "metric alert" || type === "query alert"),
  },
  unread: ["force_delete", "validate"],
  id: ({ ids }) => String(ids.number("datadog_monitor", 150_000_000)),
  rules: [...optionRules, thresholds.thresholdsAreNumbers, ...validated.map(unlessSwitchedOff)],
  worldRules: [membersExist, targetPermitsRate],
  deleteRules: [nothingRefersToIt],
};

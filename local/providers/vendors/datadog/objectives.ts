import { textOf } from "../../protocol/values.js";
import type { FillContext, Plain, ResourceKind, WorldRule } from "../types.js";
import { objectiveRules } from "./objective-rules.js";

const DOCS = "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources";

/** The objective's headline is its first threshold's, unless it is set. */
const first =
  (name: string) =>
  ({ resource }: FillContext) =>
    numberOrText(resource.block("thresholds"), name);

function numberOrText(view: FillContext["element"] | undefined, name: string): Plain {
  return view?.text(name) ?? view?.number(name) ?? null;
}

/** A target as the API shows it: `99.` for 99, `99.5` for 99.5. */
const display =
  (name: string) =>
  ({ element }: FillContext) => {
    const value = element.number(name);
    if (value === undefined) return "";
    return Number.isInteger(value) ? `${value}.` : String(value);
  };

/** What alerts are built on stays, unless the deletion is forced. */
const nothingAlertsOnIt: WorldRule = (objective, store, self) => {
  if (objective.flag("force_delete") === true || self === undefined) return [];
  const alerts = store
    .all("datadog_monitor")
    .filter(({ type, query }) => type === "slo alert" && textOf(query).includes(`"${self}"`));
  if (alerts.length === 0) return [];
  const names = alerts.map(({ name }) => textOf(name)).join(", ");
  return [objective.problem("", `SLO [${self}] is referenced in ${names}`, "Delete those first, or set force_delete.")];
};

export const serviceLevelObjective: ResourceKind = {
  source: `${DOCS}/service_level_objective`,
  replace: ["type"],
  unread: ["force_delete", "validate"],
  defaults: {
    "sli_specification.time_slice.query.query.metric_query.data_source": "metrics",
    "sli_specification.time_slice.query_interval_seconds": 300,
  },
  computed: {
    tags: [],
    timeframe: first("timeframe"),
    target_threshold: first("target"),
    warning_threshold: first("warning"),
    "thresholds.target_display": display("target"),
    "thresholds.warning_display": display("warning"),
  },
  id: ({ ids }) => ids.hex("datadog_service_level_objective"),
  rules: objectiveRules,
  deleteRules: [nothingAlertsOnIt],
  worldRules: [
    (objective, store) => {
      const ids = objective.raw("monitor_ids");
      const missing = Array.isArray(ids)
        ? ids.filter((id) => store.get("datadog_monitor", String(id)) === undefined)
        : [];
      if (missing.length === 0) return [];
      const message = `Invalid payload: invalid monitor ids: ${missing.join(", ")}, monitors not found or not supported SLO`;
      return [objective.problem("monitor_ids", message)];
    },
  ],
};

export const sloCorrection: ResourceKind = {
  source: `${DOCS}/slo_correction`,
  id: ({ ids }) => ids.uuid("datadog_slo_correction"),
};

import { textOf } from "../../protocol/values.js";
import type { Rule, WorldRule } from "../types.js";
import type { View } from "../view.js";

/** Days that Datadog sells. Source: Datadog, "Log indexes". */
const RETENTIONS = [3, 7, 15, 30, 45, 60, 90, 180, 360];

/** Source: Datadog API reference, v1, logs indexes: names, filters, exclusion filters. */
export const indexIsAccepted: Rule = (index) => {
  const name = index.text("name");
  const days = index.number("retention_days");
  return [
    ...(name === undefined || /^[a-z0-9][a-z0-9-]*$/.test(name)
      ? []
      : [index.problem("name", "Index name can only contain lowercase letters, digits or the character `-`")]),
    ...(days === undefined || RETENTIONS.includes(days)
      ? []
      : [index.problem("retention_days", `Invalid num_retention_days ${days}`, `Allowed: ${RETENTIONS.join(", ")}.`)]),
    ...(index.flag("disable_daily_limit") === true && index.isSet("daily_limit")
      ? [index.problem("daily_limit", "daily_limit can't be set while disable_daily_limit is true")]
      : []),
    ...index.blocks("exclusion_filter").flatMap(exclusionIsAccepted),
  ];
};

function exclusionIsAccepted(exclusion: View): ReturnType<Rule> {
  return exclusion.blocks("filter").flatMap((filter) => {
    const rate = filter.number("sample_rate");
    if (rate === undefined || (rate >= 0 && rate <= 1)) return [];
    return [filter.problem("sample_rate", `sample_rate must be between 0 and 1, got ${rate}`)];
  });
}

/** An order names indexes that there are. */
export const orderedIndexesExist: WorldRule = (order, store) => {
  const known = store.all("datadog_logs_index").map((index) => textOf(index["name"]));
  const strange = (order.texts("indexes") ?? []).filter((name) => !known.includes(name));
  if (strange.length === 0) return [];
  return [
    order.problem("indexes", `Unknown indexes: ${strange.join(", ")}`, `There are: ${known.join(", ") || "none"}.`),
  ];
};

/** A step of a pipeline is of one kind, and a parser has rules. */
export const pipelineIsAccepted: Rule = (pipeline) =>
  pipeline.blocks("processor").flatMap((processor) => {
    const kinds = Object.keys(processor.values).filter((name) => processor.isSet(name));
    const rules = processor.block("grok_parser")?.block("grok")?.text("match_rules");
    return [
      ...(kinds.length <= 1 ? [] : [processor.problem("", `a processor is of one kind, not ${kinds.join(" and ")}`)]),
      ...(rules === undefined || /^\s*\w+\s+\S/m.test(rules)
        ? []
        : [processor.problem("grok_parser", "Invalid match_rules: a rule is its name and its pattern")]),
    ];
  });

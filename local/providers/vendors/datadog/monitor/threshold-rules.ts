import type { Rule } from "../../types.js";
import type { View } from "../../view.js";
import { asFloat, type Comparison, comparesWithNumber, readComparison } from "./query.js";

/**
 * The wording is the API's own where it is known: issues 1093, 1401 and 1410 of DataDog/terraform-provider-datadog,
 * 2106 of DataDog/datadog-operator and 754 of DataDog/datadog-api-client-typescript quote it.
 */

const NAMES = ["ok", "warning", "critical", "unknown", "warning_recovery", "critical_recovery"];

/** Every threshold is a number, written as text. */
export const thresholdsAreNumbers: Rule = (monitor) =>
  monitor.blocks("monitor_thresholds").flatMap((thresholds) =>
    NAMES.flatMap((name) => {
      const text = thresholds.text(name);
      if (text === undefined || (text.trim() !== "" && Number.isFinite(Number(text)))) return [];
      return [
        thresholds.problem(name, `invalid value for ${name} (value must be a float)`, `It is ${JSON.stringify(text)}.`),
      ];
    }),
  );

/** The critical threshold repeats the number of the query. */
export const criticalEqualsQuery: Rule = (monitor) => {
  const { comparison, thresholds, critical } = read(monitor);
  if (comparison === undefined || thresholds === undefined || critical === undefined) return [];
  if (critical === comparison.threshold) return [];
  const message = `Alert threshold (${asFloat(critical)}) does not match that used in the query (${asFloat(comparison.threshold)}).`;
  return [thresholds.problem("critical", message, "Write the same number in `critical` and at the end of the query.")];
};

/** Without a critical threshold there is nothing to warn of. */
export const warningNeedsCritical: Rule = (monitor) => {
  const thresholds = monitor.block("monitor_thresholds");
  if (thresholds === undefined || thresholds.isUnset("warning") || thresholds.isSet("critical")) return [];
  return [thresholds.problem("critical", "Alert status is required.", "Set `critical` as well as `warning`.")];
};

/** A warning comes before the alert, on the side from which values approach it. */
export const warningComesFirst: Rule = (monitor) => {
  const { comparison, thresholds, critical, warning } = read(monitor);
  if (comparison === undefined || thresholds === undefined || critical === undefined || warning === undefined)
    return [];
  if (before(comparison, warning, critical)) return [];
  const side = upward(comparison) ? "less" : "greater";
  const message = `Warning threshold (${asFloat(warning)}) must be ${side} than the alert threshold (${asFloat(critical)}).`;
  return [thresholds.problem("warning", message, `The query compares with \`${comparison.operator}\`.`)];
};

/** Recovery happens where the alert doesn't hold. */
export const recoveryIsOutsideAlert: Rule = (monitor) => {
  const { comparison, thresholds } = read(monitor);
  if (comparison === undefined || thresholds === undefined) return [];
  return (["critical", "warning"] as const).flatMap((name) => {
    const [level, recovery] = [number(thresholds, name), number(thresholds, `${name}_recovery`)];
    if (level === undefined || recovery === undefined || before(comparison, recovery, level)) return [];
    const status = name === "critical" ? "alert" : "warning";
    const message = `${status} and ${status} recovery criteria are such that the monitor can be simultaneously in ${status} and ${status} recovery states`;
    const side = upward(comparison) ? "below" : "above";
    return [
      thresholds.problem(`${name}_recovery`, message, `Put ${name}_recovery (${recovery}) ${side} ${name} (${level}).`),
    ];
  });
};

/** A recovery threshold belongs to a threshold. */
export const recoveryNeedsThreshold: Rule = (monitor) =>
  monitor
    .blocks("monitor_thresholds")
    .flatMap((thresholds) =>
      ["critical", "warning"]
        .filter((name) => thresholds.isSet(`${name}_recovery`) && thresholds.isUnset(name))
        .map((name) => thresholds.problem(`${name}_recovery`, `${name}_recovery needs a ${name} threshold.`)),
    );

/** `ok` and `unknown` are for checks, recovery thresholds for metrics. */
export const thresholdsSuitType: Rule = (monitor) => {
  const [type, thresholds] = [monitor.text("type"), monitor.block("monitor_thresholds")];
  if (type === undefined || thresholds === undefined) return [];
  const recovery = ["critical_recovery", "warning_recovery"];
  const wrong = [
    ...(type === "service check" ? [] : ["ok", "unknown"]),
    ...(["event-v2 alert", "event alert", "log alert", "service check", "slo alert", "trace-analytics alert"].includes(
      type,
    )
      ? recovery
      : []),
  ].filter((name) => thresholds.isSet(name));
  if (wrong.length === 0) return [];
  return [
    thresholds.problem("", `Invalid threshold statuses found: ${wrong.join(", ")}.`, `A ${type} monitor has none.`),
  ];
};

interface Read {
  readonly comparison?: Comparison;
  readonly thresholds?: View;
  readonly critical?: number;
  readonly warning?: number;
}

function read(monitor: View): { [Name in keyof Read]-?: Read[Name] | undefined } {
  const [query, type] = [monitor.text("query"), monitor.text("type")];
  const thresholds = monitor.block("monitor_thresholds");
  const compares = query !== undefined && type !== undefined && comparesWithNumber(type);
  return {
    comparison: compares ? readComparison(query) : undefined,
    thresholds,
    critical: thresholds && number(thresholds, "critical"),
    warning: thresholds && number(thresholds, "warning"),
  };
}

function number(thresholds: View, name: string): number | undefined {
  const text = thresholds.text(name);
  return text === undefined || text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}

function upward(comparison: Comparison): boolean {
  return comparison.operator.startsWith(">");
}

/** Whether a rising (or, for `<`, falling) value passes `first` ahead of `second`. Equality has no sides. */
function before(comparison: Comparison, first: number, second: number): boolean {
  if (comparison.operator === "==" || comparison.operator === "!=") return true;
  return upward(comparison) ? first < second : first > second;
}

import type { Construct } from "constructs";
import { GantryError } from "../core/errors.js";
import {
  ANOMALY_VIEWS,
  membersOf,
  type OwnAnomaly,
  type OwnBurn,
  type OwnComposite,
  type OwnMonitor,
  type OwnSearch,
} from "../core/monitoring/own.js";
import type { Tags } from "../core/tags.js";
import { Monitor, type MonitorProps } from "./monitor.js";
import { burnQuery } from "./slo-burns.js";
import { headOf, type Subject, type Watch } from "./subject.js";

/** Those that a service or store adds, under their names. Composites come last: they are made of others. */
export function makeOwn(scope: Construct, subject: Subject, watch: Watch, derived: ReadonlyMap<string, Monitor>): void {
  const own = Object.entries(watch.wishes?.own ?? {});
  const made = new Map(derived);
  const inOrder = [
    ...own.filter(([, one]) => one.kind !== "composite"),
    ...own.filter(([, one]) => one.kind === "composite"),
  ];
  for (const [name, one] of inOrder) {
    const asked = asks(one, name, subject, watch, made);
    if (asked === undefined) continue;
    const { title, meaning, firstSteps, priority } = one;
    made.set(
      name,
      new Monitor(scope, name, { ...headOf(subject, watch, title), meaning, firstSteps, priority, ...asked }),
    );
  }
}

type Asked = Pick<MonitorProps, "metric" | "said" | "source" | "thresholds" | "anomalyWindow">;

/** Undefined for the burn rate of what isn't promised in this environment. */
function asks(
  own: OwnMonitor,
  name: string,
  subject: Subject,
  watch: Watch,
  made: ReadonlyMap<string, Monitor>,
): Asked | undefined {
  switch (own.kind) {
    case "metric": {
      const metric = `${own.over}:${own.metric}${scopeOf(own.filter, subject, watch.tags)}`;
      return { metric: `${own.aggregate}(last_${own.window}):${metric}`, thresholds: own };
    }
    case "logs":
    case "traces":
      return search(own, subject, watch.tags);
    case "anomaly":
      return anomaly(own, subject, watch.tags);
    case "composite":
      return composite(own, name, subject, watch, made);
    case "burn":
      return burn(own, watch);
  }
}

/** Its scope is its service or store by construction. */
function scopeOf(filter: Readonly<Record<string, string>>, { tag }: Subject, { environment }: Tags): string {
  const more = Object.entries(filter).map(([key, value]) => `,${key}:${value}`);
  return `{env:${environment},${tag}${more.join("")}}`;
}

function search(own: OwnSearch, { tag }: Subject, { environment }: Tags): Asked {
  const found = `env:${environment} ${tag} (${own.search})`.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  const { measure } = own;
  const rolled = measure === undefined ? `.rollup("count")` : `.rollup("${measure.as}","${measure.of}")`;
  const begin = own.kind === "logs" ? `logs("${found}").index("*")` : `trace-analytics("${found}")`;
  return { source: own.kind, metric: `${begin}${rolled}.last("${own.window}")`, thresholds: levelsOf(own) };
}

function anomaly(own: OwnAnomaly, subject: Subject, tags: Tags): Asked {
  const { view, seconds } = ANOMALY_VIEWS[own.window];
  const metric = `${own.over}:${own.metric}${scopeOf(own.filter, subject, tags)}`;
  const how = [
    `'agile', ${own.deviations}`,
    `direction='${own.direction}'`,
    `interval=${seconds}`,
    `alert_window='last_${own.window}'`,
    `seasonality='${own.seasonality}'`,
    "count_default_zero='true'",
  ];
  return {
    metric: `avg(last_${view}):anomalies(${metric}, ${how.join(", ")})`,
    anomalyWindow: own.window,
    // It's over only once no point of the window is out of the ordinary.
    thresholds: { comparator: ">", ...pairOf(own), criticalRecovery: 0 },
  };
}

function composite(
  own: OwnComposite,
  name: string,
  { name: subject }: Subject,
  { tags }: Watch,
  made: ReadonlyMap<string, Monitor>,
): Asked {
  const missing = membersOf(own).filter((member) => !made.has(member));
  if (missing.length > 0) {
    throw new GantryError(
      missing.map((member) => ({
        path: `${subject}.ownMonitors.${name}.when`,
        what: `names ${member}, which ${subject} doesn't have in ${tags.environment}`,
        allowed: [...made.keys()].sort().join(", "),
      })),
    );
  }
  const query = own.when.replaceAll(/[a-z0-9-]+/g, (member) => made.get(member)?.id ?? member);
  return { source: "monitors", metric: query, said: own.when };
}

function burn(own: OwnBurn, { objectives = [] }: Watch): Asked | undefined {
  const objective = objectives.find(({ name }) => name === own.objective);
  if (objective === undefined) return undefined;
  return {
    source: "objective",
    metric: burnQuery(objective, own),
    said: burnQuery({ ...objective, id: objective.name }, own),
    thresholds: { comparator: ">", ...pairOf(own) },
  };
}

const pairOf = ({ warning, critical }: { readonly warning: number; readonly critical: number }) => ({
  warning,
  critical,
});

function levelsOf({ comparator, ...levels }: OwnSearch) {
  return { comparator, ...pairOf(levels) };
}

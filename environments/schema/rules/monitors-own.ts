import type { Problem } from "../../../modules/core/errors.js";
import { disordered } from "../../../modules/core/monitoring/levels.js";
import { highestRate, type ObjectiveRow, objectivesOf, promised } from "../../../modules/core/monitoring/objectives.js";
import {
  membersOf,
  minutesOf,
  type OwnBurn,
  type OwnComposite,
  type OwnMonitor,
} from "../../../modules/core/monitoring/own.js";
import { rowsOf } from "../../../modules/core/monitoring/table.js";
import type { MonitorSettings } from "../monitors.js";
import type { ServiceShape } from "../services/service.js";
import type { StoreShape } from "../stores/store.js";

/** What has monitors of its own. */
export type Monitored = Extract<ServiceShape | StoreShape, MonitorSettings>;

/** A short window is this part of its long one. Source: Google, The Site Reliability Workbook, chapter 5. */
const SHORT_OF_LONG = 12;

/** Others that a composite may join. Source: Datadog, "Composite Monitor". */
const MOST_MEMBERS = 10;

/** What a monitor that something adds can't be: Datadog would refuse it, or it would never alert. */
export function ofOwn(path: string, name: string, own: OwnMonitor, shape: Monitored): Problem[] {
  switch (own.kind) {
    case "metric":
      return disordered(path, own);
    case "logs":
    case "traces":
      return [...withoutLogs(path, own.kind, shape), ...disordered(path, own), ...uncounted(path, own)];
    case "anomaly":
      return disordered(path, { comparator: ">", warning: own.warning, critical: own.critical });
    case "composite":
      return ofComposite(`${path}.when`, name, own, shape);
    case "burn":
      return ofBurn(path, own, shape);
  }
}

/** Stores write no logs under their tags, and nothing traces into them. */
function withoutLogs(path: string, kind: string, shape: Monitored): Problem[] {
  if ("stores" in shape) return [];
  return [
    { path: `${path}.kind`, what: `is of ${kind}, which a store has none of`, allowed: "metric, anomaly, composite" },
  ];
}

/** A number of lines or requests isn't below nothing, and can't fall below it. */
function uncounted(path: string, own: Extract<OwnMonitor, { kind: "logs" | "traces" }>): Problem[] {
  if (own.measure !== undefined) return [];
  return (["warning", "critical"] as const)
    .filter((level) => own[level] < 0 || (own.comparator === "<" && own[level] === 0))
    .map((level) => ({ path: `${path}.${level}`, what: "is a count that there never is", value: own[level] }));
}

function ofComposite(path: string, name: string, own: OwnComposite, shape: Monitored): Problem[] {
  const others = Object.entries(shape.ownMonitors).filter(([, other]) => other.kind !== "composite");
  const known = [...Object.keys(rowsOf(shape.kind)), ...others.map(([other]) => other)].sort();
  const members = membersOf(own);
  return [
    ...members
      .filter((member) => !known.includes(member))
      .map((member) => ({
        path,
        what: member === name ? "names itself" : "names no monitor that it could be made of",
        value: member,
        allowed: known.join(", "),
      })),
    ...(members.length < 2 ? [{ path, what: "joins fewer than two monitors", value: own.when }] : []),
    ...(members.length > MOST_MEMBERS
      ? [
          {
            path,
            what: "joins more monitors than Datadog does",
            value: members.length,
            allowed: `2 to ${MOST_MEMBERS}`,
          },
        ]
      : []),
  ];
}

function ofBurn(path: string, own: OwnBurn, shape: Monitored): Problem[] {
  const promises: Readonly<Record<string, ObjectiveRow>> = "stores" in shape ? objectivesOf(shape.kind) : {};
  const row = promises[own.objective];
  const change = shape.objectives[own.objective];
  if (row === undefined || change?.without !== undefined) {
    const names = Object.keys(promises).filter((name) => shape.objectives[name]?.without === undefined);
    const allowed = names.length === 0 ? "nothing: it promises nothing" : names.join(", ");
    return [{ path: `${path}.objective`, what: "is nothing that it promises", value: own.objective, allowed }];
  }
  const most = highestRate(promised(row, change).target);
  const [long, short] = [minutesOf(own.long), minutesOf(own.short)];
  return [
    ...disordered(path, { comparator: ">", warning: own.warning, critical: own.critical }),
    ...(own.critical <= most
      ? []
      : [
          {
            path: `${path}.critical`,
            what: "is a rate that there isn't: at this target nothing but failures burns slower",
            value: own.critical,
            allowed: `up to ${most}`,
          },
        ]),
    ...(short * SHORT_OF_LONG === long
      ? []
      : [
          {
            path: `${path}.short`,
            what: `isn't a twelfth of ${own.long}`,
            value: own.short,
            allowed: `${long / SHORT_OF_LONG}m`,
          },
        ]),
  ];
}

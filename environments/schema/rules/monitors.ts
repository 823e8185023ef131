import type { Problem } from "../../../modules/core/errors.js";
import { type MonitorChange, tuned } from "../../../modules/core/monitoring/changes.js";
import { disordered } from "../../../modules/core/monitoring/levels.js";
import type { Row, Rows } from "../../../modules/core/monitoring/row.js";
import { rowsOf } from "../../../modules/core/monitoring/table.js";
import type { MonitorSettings } from "../monitors.js";
import type { ServiceShape } from "../services/service.js";
import type { StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";
import { ofOwn } from "./monitors-own.js";

/** What is changed of monitors exists, and its levels come in the order in which things get worse. */
export const monitorsCanAlert: Rule<"catalogue"> = ({ catalogue: { services, stores } }) => [
  ...Object.entries(services).flatMap(([name, shape]) => problemsOf(`catalogue.services.${name}`, shape)),
  ...Object.entries(stores).flatMap(([name, shape]) => problemsOf(`catalogue.stores.${name}`, shape)),
];

function problemsOf(path: string, shape: ServiceShape | StoreShape): Problem[] {
  if (!("monitors" in shape)) return [];
  const rows = rowsOf(shape.kind);
  const { monitors, ownMonitors }: MonitorSettings = shape;
  return [
    ...Object.entries(monitors).flatMap(([name, change]) => ofChange(`${path}.monitors.${name}`, rows, name, change)),
    ...Object.entries(ownMonitors).flatMap(([name, own]) => {
      const where = `${path}.ownMonitors.${name}`;
      return [...(rows[name] === undefined ? [] : [taken(where, name)]), ...ofOwn(where, name, own, shape)];
    }),
  ];
}

function ofChange(path: string, rows: Rows, name: string, change: MonitorChange): Problem[] {
  const row = rows[name];
  if (row === undefined) {
    return [
      {
        path,
        what: "is no monitor that it has by its kind",
        allowed: Object.keys(rows).sort().join(", "),
        fix: "correct the name, or add a monitor of its own under `ownMonitors`",
      },
    ];
  }
  if (Object.keys(change).length === 0) {
    return [
      { path, what: "changes nothing", allowed: "warning, critical, warningRecovery, criticalRecovery, silence" },
    ];
  }
  return [
    ...withoutRecovery(path, row, change),
    ...disordered(path, tuned(row, change)),
    ...outOfRange(path, row, change),
  ];
}

/** Datadog refuses the recovery of a count of events: none comes to say that something has not happened. */
function withoutRecovery(path: string, row: Row, change: MonitorChange): Problem[] {
  return (["warningRecovery", "criticalRecovery"] as const)
    .filter((level) => change[level] !== undefined && row[level] === undefined)
    .map((level) => ({ path: `${path}.${level}`, what: "is of a monitor that counts events, which has no recovery" }));
}

/** A level that its value never meets, and a level below nothing, which it always has. */
function outOfRange(path: string, { most, unit }: Row, change: MonitorChange): Problem[] {
  return (["warning", "critical", "warningRecovery", "criticalRecovery"] as const).flatMap((level): Problem[] => {
    const value = change[level];
    if (value === undefined || (value >= 0 && (most === undefined || value <= most))) return [];
    const allowed = most === undefined ? `0 or more ${unit}` : `0 to ${most} ${unit}`;
    return [{ path: `${path}.${level}`, what: "is a value that it never has", value, allowed }];
  });
}

function taken(path: string, name: string): Problem {
  return {
    path,
    what: "has the name of a monitor that it has by its kind",
    fix: `give it another name, or change the one that there is under monitors.${name}`,
  };
}

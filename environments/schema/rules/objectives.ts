import type { Problem } from "../../../modules/core/errors.js";
import {
  BURNS,
  burnRate,
  highestRate,
  type ObjectiveChange,
  type ObjectiveRow,
  objectivesOf,
  promised,
} from "../../../modules/core/monitoring/objectives.js";
import type { MonitorSettings } from "../monitors.js";
import type { ServiceShape } from "../services/service.js";
import type { StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";

/** What is changed of promises is promised, and can be told before it's broken. */
export const objectivesCanBeKept: Rule<"catalogue"> = ({ catalogue: { services, stores } }) => [
  ...Object.entries(services).flatMap(([name, shape]) =>
    ofShape(`catalogue.services.${name}`, shape, objectivesOf(shape.kind)),
  ),
  ...Object.entries(stores).flatMap(([name, shape]) => ofShape(`catalogue.stores.${name}`, shape, {})),
];

type Rows = Readonly<Record<string, ObjectiveRow>>;

function ofShape(path: string, shape: ServiceShape | StoreShape, rows: Rows): Problem[] {
  if (!("objectives" in shape)) return [];
  const { objectives }: MonitorSettings = shape;
  return Object.entries(objectives).flatMap(([name, change]) => {
    const row = rows[name];
    const where = `${path}.objectives.${name}`;
    if (row !== undefined) return ofChange(where, row, change);
    const names = Object.keys(rows).join(", ");
    const allowed = names === "" ? "nothing: nothing is promised of its kind" : names;
    return [{ path: where, what: "is nothing that is promised of its kind", allowed }];
  });
}

function ofChange(path: string, row: ObjectiveRow, change: ObjectiveChange): Problem[] {
  const { without, ...kept } = change;
  if (without !== undefined) {
    return Object.keys(kept).map((setting) => ({
      path: `${path}.${setting}`,
      what: "is set beside `without`: nothing is promised",
      fix: "remove one of the two",
    }));
  }
  if (Object.keys(kept).length === 0) {
    return [{ path, what: "changes nothing", allowed: "target, warning, days, silence, without" }];
  }
  const { target, warning, days, burns } = promised(row, change);
  const most = highestRate(target);
  return [
    ...(warning > target
      ? []
      : [{ path: `${path}.warning`, what: `must be above the target, which is ${target}`, value: warning }]),
    ...burns
      .filter((burn) => burnRate(BURNS[burn], days) > most)
      .map((burn) => ({
        path: `${path}.target`,
        what: `is so low that its budget can't burn as fast as the ${burn} alert asks: ${burnRate(BURNS[burn], days)} times`,
        value: target,
        allowed: `at least ${lowestTarget(burnRate(BURNS[burn], days))}`,
      })),
  ];
}

/** At which nothing but failures burns exactly at that rate; rounded up. */
function lowestTarget(rate: number): number {
  return Math.ceil((100 - 100 / rate) * 10) / 10;
}

import type { Problem } from "../../../modules/core/errors.js";
import type { ParsedEnvironment } from "../environment.js";
import { LARGE_REGIONS, LARGEST_BASE_RPU } from "../stores/warehouse.js";
import type { Rule } from "./context.js";

/** Redshift Serverless takes subnets in so many zones. Source: its management guide, "Considerations". */
const ZONES = 3;

/** Every warehouse has the zones that Redshift asks for, and a capacity that its region has. */
export const warehousesCanBeMade: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed }) =>
    Object.entries(parsed.stores).flatMap(([store, size]) => {
      if (catalogue.stores[store]?.kind !== "warehouse") return [];
      const path = `${parsed.name}.stores.${store}`;
      return [...zoneProblems(store, parsed), ...capacityProblems(path, size, parsed)];
    }),
  );

/** What a warehouse loads from is there, and is a bucket. */
export const warehousesLoadFromBuckets: Rule<"catalogue"> = ({ catalogue: { stores } }) => {
  const buckets = Object.entries(stores).flatMap(([store, { kind }]) => (kind === "bucket" ? [store] : []));
  return Object.entries(stores).flatMap(([store, shape]) =>
    shape.kind === "warehouse"
      ? shape.loads.flatMap((value, index): Problem[] =>
          buckets.includes(value)
            ? []
            : [
                {
                  path: `catalogue.stores.${store}.loads.${index}`,
                  what: "is no bucket of the catalogue",
                  value,
                  allowed: buckets.join(", "),
                  fix: "correct the name, or remove it",
                },
              ],
        )
      : [],
  );
};

function zoneProblems(store: string, { name, network: { zones } }: ParsedEnvironment): Problem[] {
  if (zones.length >= ZONES) return [];
  return [
    {
      path: `${name}.network.zones`,
      what: `are too few for the warehouse ${store}: Redshift Serverless takes subnets in ${ZONES} zones`,
      value: zones.join(", "),
      allowed: `at least ${ZONES}`,
      fix: "add a zone: that only adds subnets, and what is there stays",
    },
  ];
}

function capacityProblems(
  path: string,
  { baseCapacityRpu: base, maxCapacityRpu: most }: Readonly<Record<string, unknown>>,
  { region }: ParsedEnvironment,
): Problem[] {
  if (typeof base !== "number") return [];
  const regions: readonly string[] = LARGE_REGIONS;
  return [
    ...(base <= LARGEST_BASE_RPU || regions.includes(region)
      ? []
      : [
          {
            path: `${path}.baseCapacityRpu`,
            what: `is more than ${region} has`,
            value: base,
            allowed: `at most ${LARGEST_BASE_RPU}; more in ${LARGE_REGIONS.join(", ")}`,
            fix: `take ${LARGEST_BASE_RPU} or less`,
          },
        ]),
    ...(typeof most !== "number" || most >= base
      ? []
      : [
          {
            path: `${path}.maxCapacityRpu`,
            what: "is less than what every query begins with",
            value: most,
            allowed: `at least ${base}`,
            fix: "raise it, or lower baseCapacityRpu",
          },
        ]),
  ];
}

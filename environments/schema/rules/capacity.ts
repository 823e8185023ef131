import type { Problem } from "../../../modules/core/errors.js";
import { ec2ClustersOf, loadOf, type PlacedService } from "../../capacity/cluster-load.js";
import { fitCluster, fullyScaled } from "../../capacity/fit.js";
import { findInstanceType } from "../../capacity/instance-types.js";
import type { ClusterLoad } from "../../capacity/load.js";
import { type Remedy, remediesFor } from "../../capacity/remedies.js";
import { arithmeticText, shortfallTexts } from "../../capacity/text.js";
import type { Catalogue } from "../catalogue.js";
import { architectureOf } from "../clusters/instance-families.js";
import type { ServiceSize } from "../services/service.js";
import type { Rule } from "./context.js";

/**
 * What is placed on an EC2 cluster fits on the most instances it may have, while it is deployed too: a task
 * without room would wait for ever. The fewest instances are no limit, as ECS starts more when tasks need them.
 */
export const clustersHoldTheirServices: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed }) =>
    ec2ClustersOf(parsed).flatMap(([name, cluster]) => {
      const load = loadOf({ ...parsed, services: placed(catalogue, parsed.services) }, name, cluster);
      const [minimum, maximum] = cluster.count;
      if (isEmpty(load) || minimum > maximum) return [];
      const path = `${parsed.name}.clusters.${name}`;
      const measured = cluster.instances.every((type) => findInstanceType(type) !== undefined);
      return measured ? roomProblems(path, load) : unknownTypes(path, cluster.instances);
    }),
  );

/** Sizes together with what the catalogue says of room. */
function placed(
  { services }: Catalogue,
  sizes: Readonly<Record<string, ServiceSize>>,
): Readonly<Record<string, PlacedService>> {
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, { ...services[name], ...size }]));
}

function isEmpty({ services, daemons, oneOffs }: ClusterLoad): boolean {
  return services.length + daemons.length + oneOffs.length === 0;
}

/** Families that no ECS cluster takes are another rule's. */
function unknownTypes(path: string, types: readonly string[]): Problem[] {
  return types.flatMap((value, index) => {
    if (findInstanceType(value) !== undefined || architectureOf(value) === undefined) return [];
    return [
      {
        path: `${path}.instances.${index}`,
        what: "is of unknown capacity: nobody can tell whether the services fit on it",
        value,
        allowed: "the types of environments/capacity/instance-types.ts",
        fix: "take one of these, or add it there with its source",
      },
    ];
  });
}

function roomProblems(path: string, load: ClusterLoad): Problem[] {
  const { maximum } = fitCluster(load);
  if (maximum.shortfalls.length === 0) return [];
  const fixes = remediesFor(fullyScaled(load), maximum.instances).flatMap((remedy) => settingOf(remedy, load));
  return [
    {
      path,
      what: `has no room for all that is placed on it: ${shortfallTexts(maximum.shortfalls).join("; ")}`,
      value: arithmeticText(load.pool, maximum),
      allowed: "all that runs, and beside it one deployment, migration or run at a time",
      fix: fixes.length > 0 ? fixes.join(", or ") : "make the services smaller, or give one a cluster of its own",
    },
  ];
}

/** The change in terms of the configuration's settings. */
function settingOf(remedy: Remedy, { pool: { count } }: ClusterLoad): string[] {
  if (remedy.kind === "instances") return [`write count: [${count[0]}, ${remedy.count}]`];
  if (remedy.kind === "trunking") return ["write trunking: true"];
  if (remedy.kind === "bridge") return ['write network: "bridge"'];
  if (remedy.kind === "maximumPercent") {
    const percents = Object.entries(remedy.services).map(([service, percent]) => `${service} ${percent}`);
    return [`write deployment.maximumPercent in catalogue.services: ${percents.join(", ")}`];
  }
  return [`write instances: [${[...new Set(remedy.types)].map((type) => `"${type}"`).join(", ")}]`];
}

import { clustersOf } from "../services/service.js";
import type { Rule } from "./context.js";

/** Tasks are told where to go only where there are instances to choose from. */
export const placementHasInstances: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const onFargate = clustersOf(size).filter((cluster) => clusters[cluster]?.on === "fargate");
      if (!("placement" in size) || onFargate.length === 0) return [];
      return [
        {
          path: `${name}.services.${service}.placement`,
          what: "chooses among instances, and Fargate has none",
          value: onFargate.join(", "),
          allowed: "a cluster on EC2",
          fix: "place the service in a cluster on EC2, or remove placement",
        },
      ];
    }),
  );

import type { Problem } from "../../../modules/core/errors.js";
import { clustersOf, type ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

/** Each service runs in a cluster whose hosts can run its containers as they are described. */
export const hostsRunTheirContainers: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const shape = catalogue.services[service];
      const path = `${name}.services.${service}.cluster`;
      return clustersOf(size).flatMap((cluster) => {
        const host = clusters[cluster];
        if (shape === undefined || host === undefined) return [];
        return host.on === "fargate"
          ? fargateTakesLimits(path, service, shape)
          : processorsMatch(path, cluster, host.architecture, shape);
      });
    }),
  );

/** Source: Amazon ECS developer guide, "Task definition differences for Fargate", resource limits. */
const FARGATE_ULIMITS: readonly string[] = ["nofile"];

function fargateTakesLimits(path: string, service: string, shape: ServiceShape): Problem[] {
  const containers = [[service, shape] as const, ...Object.entries(shape.sidecars)];
  return containers.flatMap(([name, { ulimits }]) =>
    Object.keys(ulimits)
      .filter((limit) => !FARGATE_ULIMITS.includes(limit))
      .map((limit) => ({
        path,
        what: `is on Fargate, which doesn't take this ulimit of the container ${name}`,
        value: limit,
        allowed: FARGATE_ULIMITS.join(", "),
        fix: "place the service in a cluster on EC2, or remove the ulimit from environments/catalogue.ts",
      })),
  );
}

/** ECS would find no instance for the task, and say so only when it is deployed. */
function processorsMatch(path: string, cluster: string, processor: string, shape: ServiceShape): Problem[] {
  const { architecture = "x86_64" } = shape;
  if (architecture === processor) return [];
  return [
    {
      path,
      what: `has ${processor} instances, and the service's images are built for ${architecture}`,
      value: cluster,
      fix: `place it in another cluster, or build for ${processor} and say so in environments/catalogue.ts`,
    },
  ];
}

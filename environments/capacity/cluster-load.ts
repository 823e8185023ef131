import type { ClusterConfig, Ec2ClusterConfig } from "../schema/cluster.js";
import { clustersOf, isCounted, type ServiceSize } from "../schema/service.js";
import type { ClusterLoad } from "./load.js";

/** What of an environment decides whether its clusters hold their services. */
export interface Placed {
  readonly network: { readonly zones: readonly string[] };
  readonly clusters: Readonly<Record<string, ClusterConfig>>;
  readonly services: Readonly<Record<string, ServiceSize>>;
}

/** Services are deployed beside the tasks they replace: modules/aws/ecs doubles them. */
const DEPLOYMENT_MAXIMUM_PERCENT = 200;

/** The EC2 clusters of an environment with their names. */
export function ec2ClustersOf({ clusters }: Placed): readonly (readonly [name: string, cluster: Ec2ClusterConfig])[] {
  return Object.entries(clusters).flatMap(([name, cluster]) =>
    cluster.on === "ec2" ? [[name, cluster] as const] : [],
  );
}

/**
 * What is placed on one cluster of an environment. A task definition says memory for the whole task, and by
 * that ECS places it, not by what its containers reserve; each task has a network interface of its own.
 */
export function loadOf({ network, services }: Placed, name: string, cluster: Ec2ClusterConfig): ClusterLoad {
  return {
    pool: { types: cluster.instances, count: cluster.count, zones: network.zones.length, trunking: false },
    services: Object.entries(services)
      .flatMap(([service, size]) => (clustersOf(size).includes(name) && isCounted(size) ? [{ service, ...size }] : []))
      .map(({ service, cpu, memoryMiB, count }) => ({
        name: service,
        cpu,
        memoryMiB,
        network: "awsvpc",
        ...(typeof count === "number" ? { count } : { count: count.minimum, maximumCount: count.maximum }),
        maximumPercent: DEPLOYMENT_MAXIMUM_PERCENT,
      })),
    daemons: [],
    oneOffs: [],
  };
}

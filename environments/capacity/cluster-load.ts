import type { ClusterConfig, Ec2ClusterConfig } from "../schema/cluster.js";
import { clustersOf, isCounted, type ServiceSize } from "../schema/service.js";
import type { ClusterLoad, ServiceLoad, TaskSize } from "./load.js";

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
 * that ECS places it, not by what its containers reserve.
 */
export function loadOf({ network, services }: Placed, name: string, cluster: Ec2ClusterConfig): ClusterLoad {
  const { instances, count, trunking } = cluster;
  const placed = Object.entries(services).filter(([, size]) => clustersOf(size).includes(name));
  return {
    pool: { types: instances, count, zones: network.zones.length, trunking },
    services: placed.flatMap(([service, size]) => serviceLoad(service, size, cluster)),
    daemons: [],
    oneOffs: [],
  };
}

function taskSize({ cpu, memoryMiB }: ServiceSize, { network }: Ec2ClusterConfig): TaskSize {
  return { cpu, memoryMiB, network };
}

function serviceLoad(name: string, size: ServiceSize, cluster: Ec2ClusterConfig): ServiceLoad[] {
  if (!isCounted(size)) return [];
  const { count } = size;
  return [
    {
      name,
      ...taskSize(size, cluster),
      ...(typeof count === "number" ? { count } : { count: count.minimum, maximumCount: count.maximum }),
      maximumPercent: DEPLOYMENT_MAXIMUM_PERCENT,
    },
  ];
}

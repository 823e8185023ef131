import type { ClusterConfig, Ec2ClusterConfig } from "../schema/clusters/cluster.js";
import { clustersOf, isCounted, type ServiceSize } from "../schema/services/service.js";
import type { ClusterLoad, DaemonLoad, OneOffLoad, ServiceLoad, TaskSize } from "./load.js";

/** What of an environment decides whether its clusters hold their services. */
export interface Placed {
  readonly network: { readonly zones: readonly string[] };
  readonly clusters: Readonly<Record<string, ClusterConfig>>;
  readonly services: Readonly<Record<string, PlacedService>>;
}

/** A service's size, and what its shape says of room. */
export type PlacedService = ServiceSize & {
  /** @default - as many again as run */
  readonly deployment?: { readonly maximumPercent: number };
  /** @default - it migrates nothing */
  readonly migrate?: { readonly cpu?: number; readonly memoryMiB?: number };
  /** Ports of a daemon on each instance. @default - it offers none */
  readonly ports?: Readonly<Record<string, { readonly port: number }>>;
};

/** Of a kind that says nothing of it: ECS's own. */
const DEPLOYMENT_MAXIMUM_PERCENT = 200;

/** The EC2 clusters of an environment with their names. */
export function ec2ClustersOf({
  clusters,
}: Pick<Placed, "clusters">): readonly (readonly [name: string, cluster: Ec2ClusterConfig])[] {
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
    daemons: placed.flatMap(([service, size]) => daemonLoad(service, size)),
    oneOffs: placed.flatMap(([service, size]) => oneOffLoads(service, size, cluster)),
  };
}

function taskSize({ cpu, memoryMiB }: PlacedService, { network }: Ec2ClusterConfig): TaskSize {
  return { cpu, memoryMiB, network };
}

function serviceLoad(name: string, size: PlacedService, cluster: Ec2ClusterConfig): ServiceLoad[] {
  if (!isCounted(size)) return [];
  const { count, deployment, placement } = size;
  return [
    {
      name,
      ...taskSize(size, cluster),
      ...(typeof count === "number" ? { count } : { count: count.minimum, maximumCount: count.maximum }),
      ...(placement?.distinctInstance === true ? { distinctInstance: true } : {}),
      maximumPercent: deployment?.maximumPercent ?? DEPLOYMENT_MAXIMUM_PERCENT,
    },
  ];
}

/** A task on each instance, in bridge mode whatever the cluster's own tasks are in. */
function daemonLoad(name: string, size: PlacedService): DaemonLoad[] {
  if (!("clusters" in size)) return [];
  const { cpu, memoryMiB, ports = {} } = size;
  const hostPorts = [...new Set(Object.values(ports).map(({ port }) => port))];
  return [{ name, cpu, memoryMiB, network: "bridge", ...(hostPorts.length === 0 ? {} : { hostPorts }) }];
}

/** A migration, which is as big as a task of its service unless it says otherwise; and what a clock starts. */
function oneOffLoads(name: string, size: PlacedService, cluster: Ec2ClusterConfig): OneOffLoad[] {
  const task = { name, ...taskSize(size, cluster) };
  const { migrate } = size;
  return [
    ...(migrate === undefined ? [] : [{ ...task, ...sizeOf(migrate), occasion: "migration" as const }]),
    ...(isCounted(size) || "clusters" in size ? [] : [{ ...task, occasion: "run" as const }]),
  ];
}

function sizeOf({ cpu, memoryMiB }: NonNullable<PlacedService["migrate"]>): Partial<TaskSize> {
  return { ...(cpu === undefined ? {} : { cpu }), ...(memoryMiB === undefined ? {} : { memoryMiB }) };
}

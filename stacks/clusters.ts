import type { Construct } from "constructs";
import type { ClusterConfig } from "../environments/schema/clusters/cluster.js";
import type { ServiceConfig } from "../environments/schema/services/service.js";
import { type ClusterConnections, Ec2Cluster } from "../modules/aws/ecs/cluster/ec2-cluster.js";
import { FargateCluster } from "../modules/aws/ecs/cluster/fargate-cluster.js";
import type { ClusterRef } from "../modules/core/refs/clusters.js";
import type { LoadBalancerRef } from "../modules/core/refs/entrances.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import { awsTags, type Tags } from "../modules/core/tags.js";
import type { Entrances } from "./entrances.js";
import { remotesOf } from "./remotes.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface ClustersProps extends Shared {
  readonly stores: readonly StoreRef[];
  readonly loadBalancer: LoadBalancerRef;
  readonly entrances: Entrances;
  /** What the provider would add, for what the instances make of their own. */
  readonly tags: Tags;
}

export function buildClusters(scope: Construct, props: ClustersProps): ReadonlyMap<string, ClusterRef> {
  return new Map(
    Object.entries(props.environment.clusters).map(([cluster, config]) => [
      cluster,
      build(scope, cluster, config, props),
    ]),
  );
}

function build(scope: Construct, cluster: string, config: ClusterConfig, props: ClustersProps): ClusterRef {
  const { environment, lifecycle, network, tags } = props;
  const id = `cluster-${cluster}`;
  const common = {
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    cluster,
    logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
  };
  if (config.on === "fargate") return new FargateCluster(scope, id, { ...config, ...common }).ref;
  return new Ec2Cluster(scope, id, {
    ...config,
    ...common,
    network,
    tags: awsTags(tags),
    ...(environment.hours === undefined ? {} : { sleeps: true }),
    ...(config.network === "bridge" ? { shared: connectionsOf(cluster, props) } : {}),
  }).ref;
}

/** What the services of a cluster need together, each thing once. */
function connectionsOf(
  cluster: string,
  { environment, stores, loadBalancer, entrances }: ClustersProps,
): ClusterConnections {
  const services = Object.values(environment.services).filter((service) => clustersOf(service).includes(cluster));
  const { balancer } = entrances;
  return {
    loadBalancers: [
      ...(services.some(({ kind }) => kind === "web") ? [loadBalancer] : []),
      ...(balancer !== undefined && services.some(({ kind }) => kind === "internal") ? [balancer] : []),
    ],
    stores: stores.filter(({ name }) => services.some((service) => service.stores.includes(name))),
    calls: [...entrances.of.values()]
      .map(({ ref }) => ref)
      .filter((callee) => services.some((service) => service.calls.includes(callee.service))),
    reaches: remotesOf(
      services.map(({ reaches }) => reaches),
      environment.network,
    ),
  };
}

function clustersOf(service: ServiceConfig): readonly string[] {
  return "clusters" in service ? service.clusters : [service.cluster];
}

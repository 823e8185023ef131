import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { BucketStore } from "../modules/aws/data/bucket-store.js";
import { Postgres } from "../modules/aws/data/postgres.js";
import { Ec2Cluster } from "../modules/aws/ecs/cluster/ec2-cluster.js";
import { FargateCluster } from "../modules/aws/ecs/cluster/fargate-cluster.js";
import { WebService } from "../modules/aws/ecs/service/web-service.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import type { ClusterRef, LoadBalancerRef, NetworkRef, ServiceRef, StoreRef } from "../modules/core/refs.js";
import { awsTags, type Tags } from "../modules/core/tags.js";

interface Shared {
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  readonly lifecycle: Lifecycle;
  readonly network: NetworkRef;
  readonly keyArn: string;
}

/** Days for which logs are kept: a year where something may have to be explained later. */
const LOG_RETENTION_DAYS: Readonly<Record<Lifecycle, number>> = { protected: 365, disposable: 14 };

/** The catalogue's stores, each by its kind. */
export function buildStores(
  scope: Construct,
  { environment, organization, lifecycle, network, keyArn }: Shared,
): StoreRef[] {
  return Object.entries(environment.stores).map(([store, config]) => {
    const id = `store-${store}`;
    const common = { environment: environment.name, store, keyArn };
    return config.kind === "postgres"
      ? new Postgres(scope, id, { ...common, ...config, network, applyImmediately: lifecycle === "disposable" }).ref
      : new BucketStore(scope, id, { ...common, ...config, organization: organization.name }).ref;
  });
}

/** @param tags what the provider would add, for what the instances make of their own */
export function buildClusters(
  scope: Construct,
  { environment, network, tags }: Pick<Shared, "environment" | "network"> & { readonly tags: Tags },
): ReadonlyMap<string, ClusterRef> {
  return new Map(
    Object.entries(environment.clusters).map(([cluster, config]) => {
      const id = `cluster-${cluster}`;
      const named = { environment: environment.name, cluster };
      return config.on === "ec2"
        ? [cluster, new Ec2Cluster(scope, id, { ...config, ...named, network, tags: awsTags(tags) }).ref]
        : [cluster, new FargateCluster(scope, id, { ...config, ...named }).ref];
    }),
  );
}

/** The catalogue's services, each in its cluster and with the stores that it names. */
export function buildServices(
  scope: Construct,
  shared: Shared & {
    readonly clusters: ReadonlyMap<string, ClusterRef>;
    readonly stores: readonly StoreRef[];
    readonly loadBalancer: LoadBalancerRef;
  },
): ServiceRef[] {
  const { environment, lifecycle, network, clusters, stores, loadBalancer } = shared;
  return Object.entries(environment.services).map(([service, config]) => {
    const cluster = clusters.get(config.cluster);
    if (cluster === undefined) throw new Error(`the configuration let an unknown cluster through: ${config.cluster}`);
    return new WebService(scope, `service-${service}`, {
      ...config,
      environment: environment.name,
      account: environment.account,
      region: environment.region,
      service,
      cluster,
      network,
      loadBalancer,
      stores: stores.filter((store) => config.stores.includes(store.name)),
      logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
    }).ref;
  });
}

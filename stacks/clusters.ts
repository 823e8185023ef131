import type { Construct } from "constructs";
import { Ec2Cluster } from "../modules/aws/ecs/cluster/ec2-cluster.js";
import { FargateCluster } from "../modules/aws/ecs/cluster/fargate-cluster.js";
import type { ClusterRef } from "../modules/core/refs.js";
import { awsTags, type Tags } from "../modules/core/tags.js";
import type { Shared } from "./shared.js";

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

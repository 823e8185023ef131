import { ec2ClustersOf, loadOf, type Placed } from "./cluster-load.js";
import { type ClusterFit, fitCluster, fitOn } from "./fit.js";
import { type Headroom, headroomOf } from "./headroom.js";
import type { DaemonLoad, InstancePool, OneOffLoad } from "./load.js";

/** What an EC2 cluster holds and how far its services can grow. */
export interface ClusterReport extends ClusterFit {
  readonly cluster: string;
  readonly pool: InstancePool;
  /** How its tasks are connected. */
  readonly network: "awsvpc" | "bridge";
  /** One task of each on every instance. */
  readonly daemons: readonly DaemonLoad[];
  /** What must find room beside everything that runs, one at a time. */
  readonly oneOffs: readonly OneOffLoad[];
  /** Fewest instances, within the cluster's range, that hold everything; absent when not even the most do. */
  readonly holdsFrom?: number;
  readonly headroom: readonly Headroom[];
}

/** A report for each EC2 cluster of an environment. Fargate has no instances to fill. */
export function capacityReport(environment: Placed): readonly ClusterReport[] {
  return ec2ClustersOf(environment).map(([name, cluster]) => {
    const load = loadOf(environment, name, cluster);
    const [minimum, maximum] = load.pool.count;
    const range = Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
    const holdsFrom = range.find((instances) => fitOn(load, instances).shortfalls.length === 0);
    return {
      cluster: name,
      pool: load.pool,
      network: cluster.network,
      daemons: load.daemons,
      oneOffs: load.oneOffs,
      ...fitCluster(load),
      ...(holdsFrom === undefined ? {} : { holdsFrom }),
      headroom: headroomOf(load),
    };
  });
}

import type { StoreRef } from "../core/refs/stores.js";
import type { Tags } from "../core/tags.js";
import type { Derived } from "./derived.js";

/** Seconds in which a new node loads what the others hold. */
const LOADING_SECONDS = 900;

/** What every Redis store is watched for, node by node. */
export function redisSignals({ physicalName }: StoreRef, { environment }: Tags): Readonly<Record<string, Derived>> {
  // ElastiCache calls its nodes -001, -002, …; with shards -0001-001.
  const scope = `{environment:${environment},cacheclusterid:${physicalName}-0*} by {cacheclusterid}`;
  const grouped = { newGroupDelaySeconds: LOADING_SECONDS };
  return {
    cpu: {
      ...grouped,
      title: "computes too much",
      metric: `avg:aws.elasticache.engine_cpuutilization${scope}`,
      meaning: `A node of ${physicalName} uses that percentage of the core that Redis works with.`,
      firstSteps: ["The slow log: commands over many keys", "Who calls more than usual", "Shards, or a larger `size`"],
    },
    memory: {
      ...grouped,
      title: "is about to be full",
      metric: `max:aws.elasticache.database_memory_usage_percentage${scope}`,
      meaning: `A node of ${physicalName} uses that percentage of its memory.`,
      firstSteps: ["Keys that never expire", "What its `eviction` does when it's full", "A larger `size`"],
    },
    evictions: {
      ...grouped,
      title: "throws keys out",
      metric: `sum:aws.elasticache.evictions${scope}.as_count()`,
      meaning: `A node of ${physicalName} threw that many keys out to make room.`,
      firstSteps: ["Whether it's a cache: then this may be as it should", "Its hit rate", "A larger `size`"],
    },
    replication: {
      ...grouped,
      title: "has a replica that falls behind",
      metric: `max:aws.elasticache.replication_lag${scope}`,
      meaning: `A replica of ${physicalName} is that many seconds behind; what it lacks is lost when it takes over.`,
      firstSteps: ["Bulk writes", "Whether the replica is being made anew", "The network limits of its `size`"],
    },
  };
}

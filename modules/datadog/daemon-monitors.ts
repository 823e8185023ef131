import { Construct } from "constructs";
import type { DaemonServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import { type Derived, makeMonitors } from "./derived.js";
import { type ServiceMonitorsProps, subjectOf } from "./subject.js";
import { cpu, memory, scopeOfService } from "./task-signals.js";

/** Seconds in which a cluster that is new, or the daemon that is new in it, comes to rest. */
const SETTLING_SECONDS = 900;

/**
 * Monitors that every `daemon` has: in each of its clusters, whether an instance is without it; over all of them,
 * cluster by cluster, what it uses.
 */
export class DaemonMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, ...watch }: ServiceMonitorsProps<DaemonServiceRef>) {
    super(scope, id);
    const instancesOf = service.runs.map((run) => [`instances-${run.cluster}`, instances(run, watch.tags)] as const);
    const everywhere = scopeOfRuns(service, watch.tags);
    const named = { serviceName: service.name, stores: service.stores };
    makeMonitors(this, subjectOf(service, watch), watch, {
      ...Object.fromEntries(instancesOf),
      ...(service.runs.length === 0
        ? {}
        : {
            cpu: { ...cpu(named, everywhere), newGroupDelaySeconds: SETTLING_SECONDS },
            memory: { ...memory(named, everywhere), newGroupDelaySeconds: SETTLING_SECONDS },
          }),
    });
  }
}

/** Any of its services, told apart by their clusters. */
function scopeOfRuns({ runs }: DaemonServiceRef, { environment }: Tags): string {
  const services = runs.map(({ serviceName }) => serviceName).join(", ");
  return `{environment:${environment} AND servicename IN (${services})} by {clustername}`;
}

function instances(run: DaemonServiceRef["runs"][number], tags: Tags): Derived {
  const { cluster, serviceName, clusterName } = run;
  const scope = scopeOfService(run, tags);
  return {
    title: `is not on every instance of ${cluster}`,
    row: "instances",
    metric: `100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope}`,
    meaning: `It runs on that percentage of the instances of ${clusterName} alone.`,
    firstSteps: [`The events of the ECS service ${serviceName}`, "Why its last tasks stopped", "Room on the instances"],
  };
}

import { Construct } from "constructs";
import type { DaemonServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, makeMonitors, type ServiceMonitorsProps } from "./derived.js";

/** Monitors that every `daemon` has: in each of its clusters, whether an instance is without it. */
export class DaemonMonitors extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorsProps<DaemonServiceRef>) {
    super(scope, id);
    const { service, tags } = props;
    const derived = service.runs.map((run) => [`instances-${run.cluster}`, instances(run, tags)] as const);
    makeMonitors(this, props, Object.fromEntries(derived));
  }
}

/** ECS wants one task on each instance: what is missing is instances without it. */
function instances({ cluster, serviceName, clusterName }: DaemonServiceRef["runs"][number], tags: Tags): Derived {
  const scope = `{environment:${tags.environment},servicename:${serviceName},clustername:${clusterName}}`;
  return {
    title: `is not on every instance of ${cluster}`,
    metric: `min(last_15m):100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope}`,
    thresholds: { comparator: "<", warning: 99.9, warningRecovery: 100, critical: 50, criticalRecovery: 75 },
    meaning: `It runs on that percentage of the instances of ${clusterName} alone.`,
    firstSteps: [`The events of the ECS service ${serviceName}`, "Why its last tasks stopped", "Room on the instances"],
    priority: 3,
  };
}

import { Construct } from "constructs";
import type { ClusterRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import type { Audience } from "./message.js";
import { Monitor } from "./monitor.js";

export interface ClusterMonitorsProps {
  readonly cluster: ClusterRef;
  /** Name of the Auto Scaling group of its instances. */
  readonly instanceGroup: string;
  readonly tags: Tags;
  readonly audience: Audience;
}

/** Monitors of a cluster on EC2: whether it gets the instances that its tasks need. */
export class ClusterMonitors extends Construct {
  constructor(scope: Construct, id: string, { cluster, instanceGroup, tags, audience }: ClusterMonitorsProps) {
    super(scope, id);
    const group = `{autoscalinggroupname:${instanceGroup}}`;
    const inService = `sum:aws.autoscaling.group_in_service_instances${group}`;
    const wanted = `sum:aws.autoscaling.group_desired_capacity${group}`;
    new Monitor(this, "instances", {
      title: `[${tags.environment}] ${cluster.name}: has fewer instances than its tasks need`,
      subject: `cluster:${cluster.name}`,
      // Longer than an instance takes to boot and to join, and than one refresh replaces.
      metric: `max(last_30m):100 * ${inService} / ${wanted}`,
      thresholds: { comparator: "<", warning: 90, warningRecovery: 99, critical: 50, criticalRecovery: 75 },
      meaning: `Only that percentage of the instances that ECS asked for is in service in ${cluster.name}, half an hour long.`,
      firstSteps: [
        `The activity history of the Auto Scaling group ${instanceGroup}: quota, capacity, Spot, permissions`,
        "Whether the instances join the cluster",
        "Which tasks wait: ./gantry fit, ./gantry status",
      ],
      priority: 2,
      tags,
      audience,
    });
  }
}

import { Construct } from "constructs";
import type { ClusterRef } from "../core/refs.js";
import { type Derived, makeMonitors, type Watch } from "./derived.js";

export interface ClusterMonitorsProps extends Watch {
  readonly cluster: ClusterRef;
  /** Name of the Auto Scaling group of its instances. */
  readonly instanceGroup: string;
}

/** Monitors of a cluster on EC2: whether it gets the instances that its tasks need, and whether these are well. */
export class ClusterMonitors extends Construct {
  constructor(scope: Construct, id: string, { cluster, instanceGroup, ...watch }: ClusterMonitorsProps) {
    super(scope, id);
    const { name } = cluster;
    makeMonitors(this, { kind: "cluster", name, tag: `cluster:${name}` }, watch, {
      instances: instances(name, instanceGroup),
      full: full(name, instanceGroup),
      health: health(name, instanceGroup),
    });
  }
}

const scopeOf = (instanceGroup: string) => `{autoscalinggroupname:${instanceGroup}}`;
const inService = (instanceGroup: string) => `sum:aws.autoscaling.group_in_service_instances${scopeOf(instanceGroup)}`;

function instances(name: string, instanceGroup: string): Derived {
  return {
    title: "has fewer instances than its tasks need",
    metric: `100 * ${inService(instanceGroup)} / sum:aws.autoscaling.group_desired_capacity${scopeOf(instanceGroup)}`,
    meaning: `Only that percentage of the instances that ECS asked for is in service in ${name}, half an hour long.`,
    firstSteps: [
      `The activity history of the Auto Scaling group ${instanceGroup}: quota, capacity, Spot, permissions`,
      "Whether the instances join the cluster",
      "Which tasks wait: ./gantry fit, ./gantry status",
    ],
  };
}

function full(name: string, instanceGroup: string): Derived {
  return {
    title: "can hardly grow any more",
    metric: `100 * ${inService(instanceGroup)} / sum:aws.autoscaling.group_max_size${scopeOf(instanceGroup)}`,
    meaning: `${name} has that percentage of the most instances that it may have, an hour long.`,
    firstSteps: ["How far its services can grow: ./gantry fit", "Its `count` in the environment: raise its maximum"],
  };
}

function health(name: string, instanceGroup: string): Derived {
  return {
    title: "has instances that fail their status checks",
    metric: `sum:aws.ec2.status_check_failed{autoscaling_group:${instanceGroup}}`,
    meaning: `That many instances of ${name} fail the status checks of EC2, and nothing has replaced them.`,
    firstSteps: [
      "EC2, the instances' status checks: the system's are AWS's to mend, the instance's are the image's",
      `The activity history of the Auto Scaling group ${instanceGroup}`,
    ],
  };
}

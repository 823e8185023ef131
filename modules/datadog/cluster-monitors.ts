import { Construct } from "constructs";
import type { ClusterRef } from "../core/refs/clusters.js";
import { type Derived, makeMonitors } from "./derived.js";
import { sharedSubject, type Watch } from "./subject.js";

export interface ClusterMonitorsProps extends Watch {
  readonly cluster: ClusterRef;
  /** Name of the Auto Scaling group of its instances. */
  readonly instanceGroup: string;
  /** Whether Datadog's agent runs on each of them. @default false */
  readonly agent?: boolean;
}

/** Monitors of a cluster on EC2: whether it gets the instances that its tasks need, and whether these are well. */
export class ClusterMonitors extends Construct {
  constructor(scope: Construct, id: string, { cluster, instanceGroup, agent = false, ...watch }: ClusterMonitorsProps) {
    super(scope, id);
    const { name } = cluster;
    makeMonitors(this, sharedSubject({ kind: "cluster", name, tag: `cluster:${name}` }, watch), watch, {
      instances: instances(name, instanceGroup),
      full: full(name, instanceGroup),
      health: health(name, instanceGroup),
      ...(agent ? { disk: disk(name, instanceGroup), agent: reporting(name, instanceGroup) } : {}),
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

/** Seconds in which a new instance is set up. */
const BOOTING_SECONDS = 600;

function disk(name: string, instanceGroup: string): Derived {
  return {
    title: "has an instance whose disk fills up",
    newGroupDelaySeconds: BOOTING_SECONDS,
    metric: `100 * max:system.disk.in_use{autoscaling_group:${instanceGroup}} by {host,device}`,
    meaning: `A disk of an instance of ${name} is that percentage full; without room no task can start there.`,
    firstSteps: [
      "On the instance: df, docker system df",
      "Which container writes to its own file system instead of a volume or its log",
      "Replace it: set it to draining in ECS, then end it",
    ],
  };
}

/** An instance that never joined ECS has no agent either. */
function reporting(name: string, instanceGroup: string): Derived {
  const agents = `sum:datadog.agent.running{autoscaling_group:${instanceGroup}}`;
  return {
    title: "has instances that nobody hears of",
    metric: `100 * ${agents} / ${inService(instanceGroup)}`,
    meaning: `Datadog's agent reports from that percentage of the instances in service of ${name} alone.`,
    firstSteps: [
      "Whether they have joined the cluster, and their ECS agent is connected",
      "The tasks of the agent there, and why the last ones stopped",
      `The activity history of the Auto Scaling group ${instanceGroup}`,
    ],
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

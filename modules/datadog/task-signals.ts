import type { StandingServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import type { Derived } from "./derived.js";
import { dependencies } from "./subject.js";

type Placed = Pick<StandingServiceRef, "serviceName" | "clusterName">;

/** The tags by which Datadog finds the metrics of an ECS service. */
export const scopeOfService = ({ serviceName, clusterName }: Placed, { environment }: Tags) =>
  `{environment:${environment},servicename:${serviceName},clustername:${clusterName}}`;

/** What every service has whose tasks ECS keeps running. */
export function standing(service: StandingServiceRef, tags: Tags, agent: boolean): Readonly<Record<string, Derived>> {
  return {
    tasks: tasks(service, tags),
    cpu: cpu(service, scopeOfService(service, tags)),
    memory: memory(service, scopeOfService(service, tags)),
    restarts: restarts(service, tags),
    deployment: deployment(service),
    ...(agent ? { oom: oom(service) } : {}),
  };
}

/** Nothing where none should run. */
function tasks(service: StandingServiceRef, tags: Tags): Derived {
  const scope = scopeOfService(service, tags);
  return {
    title: "runs fewer tasks than it should",
    metric: `100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope}`,
    meaning: `Only that percentage of the tasks that ${service.serviceName} should run is running.`,
    firstSteps: ["The events of the ECS service", "Why its last tasks stopped", "The last deployment"],
  };
}

/** ECS counts no restarts; but a service whose tasks end again and again always has some that are starting. */
function restarts(service: StandingServiceRef, tags: Tags): Derived {
  const scope = scopeOfService(service, tags);
  return {
    title: "starts tasks again and again",
    metric: `100 * sum:aws.ecs.service.pending${scope} / sum:aws.ecs.service.desired${scope}`,
    meaning: `For an hour, that percentage of the tasks of ${service.serviceName} was only starting, on average.`,
    firstSteps: [
      "Why its last tasks stopped: ./gantry status, or the ECS service",
      "Their last lines",
      dependencies(service),
    ],
  };
}

/** Datadog's agent counts them as the kernel does, container by container. */
function oom({ serviceName, clusterName }: StandingServiceRef): Derived {
  const scope = `{cluster_name:${clusterName},task_family:${serviceName}} by {container_id}`;
  return {
    title: "is killed for want of memory",
    metric: `diff(max:container.memory.oom_events${scope})`,
    newGroupDelaySeconds: 0,
    meaning: `The kernel killed that many processes of one container of ${serviceName} for want of memory.`,
    firstSteps: [
      "The request or message that it died of: its last lines",
      "Whether memory grew before that, or at once",
      "Its `memoryMiB` in the environment",
    ],
  };
}

interface Named extends Pick<StandingServiceRef, "stores"> {
  readonly serviceName: string;
}

/** Against what its tasks have reserved. */
export function cpu(service: Named, scope: string): Derived {
  return {
    title: "needs more CPU than it has",
    metric: `avg:aws.ecs.service.cpuutilization${scope}`,
    meaning: `The tasks of ${service.serviceName} use that percentage of their CPU.`,
    firstSteps: [
      "Whether its range lets it grow, and whether it's at its end",
      "The last deployment",
      dependencies(service),
    ],
  };
}

/** Against what ends them: the fullest of them. */
export function memory(service: Named, scope: string): Derived {
  return {
    title: "is about to run out of memory",
    metric: `max:aws.ecs.service.memory_utilization.maximum${scope}`,
    meaning: `A task of ${service.serviceName} uses that percentage of its memory; at 100 it's killed.`,
    firstSteps: [
      "Whether it grows from deployment to deployment, or from request to request",
      "Tasks that stopped with OutOfMemoryError: ./gantry status",
      "Its `memoryMiB` in the environment",
    ],
  };
}

/** ECS tells of it itself, in the events that Datadog collects. */
function deployment({ serviceName, clusterName }: StandingServiceRef): Derived {
  return {
    title: "was rolled back by ECS",
    metric: `events("source:amazon_ecs servicename:${serviceName} clustername:${clusterName} \\"deployment failed\\"")`,
    events: true,
    meaning: `That many deployments of ${serviceName} failed; the revision before runs on.`,
    firstSteps: [
      `The events of the ECS service ${serviceName}: which check failed`,
      "Why the new tasks stopped, and their last lines",
      "Mend it and deploy again, or take the change back",
    ],
  };
}

import { Construct } from "constructs";
import type { WebServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import type { Audience } from "./message.js";
import { Monitor } from "./monitor.js";
import type { Thresholds } from "./thresholds.js";

export interface WebMonitorsProps {
  readonly service: WebServiceRef;
  readonly tags: Tags;
  readonly audience: Audience;
}

interface Derived {
  readonly title: string;
  readonly metric: string;
  readonly thresholds: Thresholds;
  readonly meaning: string;
  readonly firstSteps: readonly string[];
  readonly priority: 1 | 2 | 3 | 4 | 5;
}

/** Monitors that every `web` service has, derived from its ref alone. */
export class WebMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, tags, audience }: WebMonitorsProps) {
    super(scope, id);
    const derived = { errors: errors(service, tags), latency: latency(service, tags), tasks: tasks(service, tags) };
    for (const [name, { title, ...monitor }] of Object.entries({ ...derived, targets: targets(service, tags) })) {
      new Monitor(this, name, {
        ...monitor,
        title: `[${tags.environment}] ${service.name}: ${title}`,
        subject: `service:${service.name}`,
        tags,
        audience,
      });
    }
  }
}

/** The tags that the service's target group carries in AWS, by which Datadog finds its metrics. */
const scopeOf = (service: WebServiceRef, { environment }: Tags) =>
  `{environment:${environment},service:${service.name}}`;

/** A share, not a number: it means the same at three requests a second and at three thousand. */
function errors(service: WebServiceRef, tags: Tags): Derived {
  const scope = scopeOf(service, tags);
  const failed = `default_zero(sum:aws.applicationelb.httpcode_target_5xx${scope}.as_count())`;
  return {
    title: "answers with server errors",
    metric: `sum(last_10m):100 * ${failed} / sum:aws.applicationelb.request_count${scope}.as_count()`,
    thresholds: { comparator: ">", warning: 1, warningRecovery: 0.5, critical: 5, criticalRecovery: 2.5 },
    meaning: `That percentage of the requests to ${service.url} ended in a 5xx of the service itself.`,
    firstSteps: [`The logs of ${service.serviceName}`, "The last deployment", dependencies(service)],
    priority: 2,
  };
}

/** What the slowest twentieth of the requests waits; people begin to leave after about two seconds. */
function latency(service: WebServiceRef, tags: Tags): Derived {
  return {
    title: "answers slowly",
    metric: `avg(last_10m):avg:aws.applicationelb.target_response_time.p95${scopeOf(service, tags)}`,
    thresholds: { comparator: ">", warning: 1, warningRecovery: 0.8, critical: 2, criticalRecovery: 1.5 },
    meaning: `One request in twenty to ${service.url} takes longer than that many seconds.`,
    firstSteps: [`CPU and memory of ${service.serviceName}`, dependencies(service)],
    priority: 3,
  };
}

/** A share of what should run, so that it holds for one task as for a hundred. */
function tasks(service: WebServiceRef, { environment }: Tags): Derived {
  const scope = `{environment:${environment},servicename:${service.serviceName},clustername:${service.clusterName}}`;
  return {
    title: "runs fewer tasks than it should",
    metric: `min(last_15m):100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope}`,
    thresholds: { comparator: "<", warning: 90, warningRecovery: 99, critical: 50, criticalRecovery: 75 },
    meaning: `Only that percentage of the tasks that ${service.serviceName} should run is running.`,
    firstSteps: ["The events of the ECS service", "Why its last tasks stopped", "The last deployment"],
    priority: 1,
  };
}

function targets(service: WebServiceRef, tags: Tags): Derived {
  const scope = scopeOf(service, tags);
  const healthy = `avg:aws.applicationelb.healthy_host_count${scope}`;
  const unhealthy = `default_zero(avg:aws.applicationelb.un_healthy_host_count${scope})`;
  return {
    title: "fails its health check",
    metric: `min(last_10m):100 * ${healthy} / ( ${healthy} + ${unhealthy} )`,
    thresholds: { comparator: "<", warning: 90, warningRecovery: 99, critical: 50, criticalRecovery: 75 },
    meaning: `Only that percentage of the tasks behind ${service.url} answers its health check.`,
    firstSteps: [`The target group ${service.targetGroupName}`, `The logs of ${service.serviceName}`],
    priority: 1,
  };
}

function dependencies({ stores }: WebServiceRef): string {
  return stores.length === 0 ? "It depends on no store" : `What it depends on: ${stores.join(", ")}`;
}

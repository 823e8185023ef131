import type { BalancedServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, dependencies } from "./derived.js";

/** The tags that the service's target group carries in AWS, by which Datadog finds its metrics. */
const scopeOf = (service: BalancedServiceRef, { environment }: Tags) =>
  `{environment:${environment},service:${service.name}}`;

/** A share, not a number: it means the same at three requests a second and at three thousand. */
export function errors(service: BalancedServiceRef, tags: Tags): Derived {
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
export function latency(service: BalancedServiceRef, tags: Tags): Derived {
  return {
    title: "answers slowly",
    metric: `avg(last_10m):avg:aws.applicationelb.target_response_time.p95${scopeOf(service, tags)}`,
    thresholds: { comparator: ">", warning: 1, warningRecovery: 0.8, critical: 2, criticalRecovery: 1.5 },
    meaning: `One request in twenty to ${service.url} takes longer than that many seconds.`,
    firstSteps: [`CPU and memory of ${service.serviceName}`, dependencies(service)],
    priority: 3,
  };
}

export function targets(service: BalancedServiceRef, tags: Tags): Derived {
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

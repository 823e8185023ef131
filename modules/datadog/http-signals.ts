import type { BalancedServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, dependencies } from "./derived.js";

/** The tags that the service's target group carries in AWS, by which Datadog finds its metrics. */
const scopeOf = (service: BalancedServiceRef, { environment }: Tags) =>
  `{environment:${environment},service:${service.name}}`;

/** What every service has before which a load balancer stands. */
export function balanced(service: BalancedServiceRef, tags: Tags): Readonly<Record<string, Derived>> {
  const scope = scopeOf(service, tags);
  return { errors: errors(service, scope), latency: latency(service, scope), targets: targets(service, scope) };
}

function errors(service: BalancedServiceRef, scope: string): Derived {
  const failed = `default_zero(sum:aws.applicationelb.httpcode_target_5xx${scope}.as_count())`;
  return {
    title: "answers with server errors",
    metric: `100 * ${failed} / sum:aws.applicationelb.request_count${scope}.as_count()`,
    meaning: `That percentage of the requests to ${service.url} ended in a 5xx of the service itself.`,
    firstSteps: [`The logs of ${service.serviceName}`, "The last deployment", dependencies(service)],
  };
}

function latency(service: BalancedServiceRef, scope: string): Derived {
  return {
    title: "answers slowly",
    metric: `avg:aws.applicationelb.target_response_time.p95${scope}`,
    meaning: `One request in twenty to ${service.url} takes longer than that many seconds.`,
    firstSteps: [`CPU and memory of ${service.serviceName}`, dependencies(service)],
  };
}

function targets(service: BalancedServiceRef, scope: string): Derived {
  const healthy = `avg:aws.applicationelb.healthy_host_count${scope}`;
  const unhealthy = `default_zero(avg:aws.applicationelb.un_healthy_host_count${scope})`;
  return {
    title: "fails its health check",
    metric: `100 * ${healthy} / ( ${healthy} + ${unhealthy} )`,
    meaning: `Only that percentage of the tasks behind ${service.url} answers its health check.`,
    firstSteps: [`The target group ${service.targetGroupName}`, `The logs of ${service.serviceName}`],
  };
}

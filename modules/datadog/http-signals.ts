import type { BalancedServiceRef, InternalServiceRef, WebServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import type { Derived } from "./derived.js";
import { dependencies } from "./subject.js";

/** The tags that the service's target group carries in AWS, by which Datadog finds its metrics. */
const scopeOf = (service: BalancedServiceRef, { environment }: Tags) =>
  `{environment:${environment},service:${service.name}}`;

/** What every service has before which a load balancer stands. */
export function balanced(service: BalancedServiceRef, tags: Tags): Readonly<Record<string, Derived>> {
  const scope = scopeOf(service, tags);
  return { errors: errors(service, scope), latency: latency(service, scope), targets: targets(service, scope) };
}

/** Whether a load balancer stands before it. */
export function isBalanced(service: InternalServiceRef): service is InternalServiceRef & BalancedServiceRef {
  return service.loadBalancerName !== undefined && service.targetGroupName !== undefined;
}

/** How many requests came for it. */
export const requests = (service: BalancedServiceRef, tags: Tags) => requestsIn(scopeOf(service, tags));
const requestsIn = (scope: string) => `sum:aws.applicationelb.request_count${scope}.as_count()`;

/** How many of them it answered with an error of its own. */
export const failed = (service: BalancedServiceRef, tags: Tags) => failedIn(scopeOf(service, tags));
const failedIn = (scope: string) => `default_zero(sum:aws.applicationelb.httpcode_target_5xx${scope}.as_count())`;

/** What the slowest twentieth of them waited, in seconds. */
export const slowest = (service: BalancedServiceRef, tags: Tags) => slowestIn(scopeOf(service, tags));
const slowestIn = (scope: string) => `avg:aws.applicationelb.target_response_time.p95${scope}`;

/** By so many requests an hour both hours that are compared are taken for more than they had: few requests are chance. */
const CHANCE = 1000;

/** Whether requests still come: what is away, or whose name leads elsewhere, has no errors either. */
export function traffic(service: WebServiceRef, tags: Tags): Derived {
  const now = `default_zero(${requests(service, tags)})`;
  return {
    title: "gets far fewer requests than a week before",
    metric: `100 * ( ${now} + ${CHANCE} ) / ( week_before(${requests(service, tags)}) + ${CHANCE} )`,
    meaning: `Within an hour, ${service.url} got that percentage of the requests of the same hour a week before.`,
    firstSteps: [
      "Its name in DNS, its certificate, and what stands before the load balancer",
      "Whether those who call it are well, and whether this was a holiday",
      "The last deployment of its callers",
    ],
  };
}

function errors(service: BalancedServiceRef, scope: string): Derived {
  return {
    title: "answers with server errors",
    metric: `100 * ${failedIn(scope)} / ${requestsIn(scope)}`,
    meaning: `That percentage of the requests to ${service.url} ended in a 5xx of the service itself.`,
    firstSteps: [`The logs of ${service.serviceName}`, "The last deployment", dependencies(service)],
  };
}

function latency(service: BalancedServiceRef, scope: string): Derived {
  return {
    title: "answers slowly",
    metric: slowestIn(scope),
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

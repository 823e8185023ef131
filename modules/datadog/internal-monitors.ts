import { Construct } from "constructs";
import type { BalancedServiceRef, InternalServiceRef } from "../core/refs.js";
import { makeMonitors, type ServiceMonitorsProps, tasks } from "./derived.js";
import { errors, latency, targets } from "./http-signals.js";

/** Monitors that every `internal` service has: of its tasks, and of its answers where a load balancer sees them. */
export class InternalMonitors extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorsProps<InternalServiceRef>) {
    super(scope, id);
    const { service, tags } = props;
    makeMonitors(this, props, {
      ...(isBalanced(service)
        ? { errors: errors(service, tags), latency: latency(service, tags), targets: targets(service, tags) }
        : {}),
      tasks: tasks(service, tags),
    });
  }
}

function isBalanced(service: InternalServiceRef): service is InternalServiceRef & BalancedServiceRef {
  return service.loadBalancerName !== undefined && service.targetGroupName !== undefined;
}

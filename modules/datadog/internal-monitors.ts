import { Construct } from "constructs";
import type { BalancedServiceRef, InternalServiceRef } from "../core/refs.js";
import { makeMonitors, type ServiceMonitorsProps, subjectOf } from "./derived.js";
import { balanced } from "./http-signals.js";
import { standing } from "./task-signals.js";

/** Monitors that every `internal` service has: of its tasks, and of its answers where a load balancer sees them. */
export class InternalMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, ...watch }: ServiceMonitorsProps<InternalServiceRef>) {
    super(scope, id);
    const { tags } = watch;
    makeMonitors(this, subjectOf(service), watch, {
      ...(isBalanced(service) ? balanced(service, tags) : {}),
      ...standing(service, tags),
    });
  }
}

function isBalanced(service: InternalServiceRef): service is InternalServiceRef & BalancedServiceRef {
  return service.loadBalancerName !== undefined && service.targetGroupName !== undefined;
}

import { Construct } from "constructs";
import type { InternalServiceRef } from "../core/refs/services.js";
import { makeMonitors } from "./derived.js";
import { balanced, isBalanced } from "./http-signals.js";
import { type ServiceMonitorsProps, subjectOf } from "./subject.js";
import { standing } from "./task-signals.js";

/** Monitors that every `internal` service has: of its tasks, and of its answers where a load balancer sees them. */
export class InternalMonitors extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { service, agent = false, ...watch }: ServiceMonitorsProps<InternalServiceRef>,
  ) {
    super(scope, id);
    const { tags } = watch;
    makeMonitors(this, subjectOf(service, watch), watch, {
      ...(isBalanced(service) ? balanced(service, tags) : {}),
      ...standing(service, tags, agent),
    });
  }
}

import { Construct } from "constructs";
import type { WebServiceRef } from "../core/refs/services.js";
import { makeMonitors } from "./derived.js";
import { balanced, traffic } from "./http-signals.js";
import { type ServiceMonitorsProps, subjectOf } from "./subject.js";
import { standing } from "./task-signals.js";

/** Monitors that every `web` service has, derived from its ref alone. */
export class WebMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, agent = false, ...watch }: ServiceMonitorsProps<WebServiceRef>) {
    super(scope, id);
    const { tags } = watch;
    makeMonitors(this, subjectOf(service, watch), watch, {
      ...balanced(service, tags),
      ...standing(service, tags, agent),
      traffic: traffic(service, tags),
    });
  }
}

import { Construct } from "constructs";
import type { WebServiceRef } from "../core/refs.js";
import { makeMonitors, type ServiceMonitorsProps, tasks } from "./derived.js";
import { errors, latency, targets } from "./http-signals.js";

/** Monitors that every `web` service has, derived from its ref alone. */
export class WebMonitors extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorsProps<WebServiceRef>) {
    super(scope, id);
    const { service, tags } = props;
    makeMonitors(this, props, {
      errors: errors(service, tags),
      latency: latency(service, tags),
      tasks: tasks(service, tags),
      targets: targets(service, tags),
    });
  }
}

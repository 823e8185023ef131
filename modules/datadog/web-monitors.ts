import { Construct } from "constructs";
import type { WebServiceRef } from "../core/refs.js";
import { makeMonitors, type ServiceMonitorsProps, subjectOf } from "./derived.js";
import { balanced } from "./http-signals.js";
import { standing } from "./task-signals.js";

/** Monitors that every `web` service has, derived from its ref alone. */
export class WebMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, ...watch }: ServiceMonitorsProps<WebServiceRef>) {
    super(scope, id);
    const { tags } = watch;
    makeMonitors(this, subjectOf(service), watch, { ...balanced(service, tags), ...standing(service, tags) });
  }
}

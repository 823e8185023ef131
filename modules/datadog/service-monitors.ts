import type { Construct } from "constructs";
import type { ServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import type { Audience } from "./message.js";
import { WebMonitors } from "./web-monitors.js";

export interface ServiceMonitorsProps<Ref extends ServiceRef = ServiceRef> {
  readonly service: Ref;
  readonly tags: Tags;
  readonly audience: Audience;
}

/** The monitors that a service has by its kind. */
export function monitorService(scope: Construct, { service, ...common }: ServiceMonitorsProps): void {
  const id = `monitors-${service.name}`;
  switch (service.kind) {
    case "web":
      new WebMonitors(scope, id, { service, ...common });
  }
}

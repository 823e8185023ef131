import type { Construct } from "constructs";
import { CronMonitors } from "./cron-monitors.js";
import { DaemonMonitors } from "./daemon-monitors.js";
import { InternalMonitors } from "./internal-monitors.js";
import type { ServiceMonitorsProps } from "./subject.js";
import { WebMonitors } from "./web-monitors.js";
import { WorkerMonitors } from "./worker-monitors.js";

/** The monitors that a service has by its kind. */
export function monitorService(scope: Construct, { service, ...common }: ServiceMonitorsProps): void {
  const id = `monitors-${service.name}`;
  switch (service.kind) {
    case "web":
      new WebMonitors(scope, id, { service, ...common });
      break;
    case "internal":
      new InternalMonitors(scope, id, { service, ...common });
      break;
    case "daemon":
      new DaemonMonitors(scope, id, { service, ...common });
      break;
    case "worker":
      new WorkerMonitors(scope, id, { service, ...common });
      break;
    case "cron":
      new CronMonitors(scope, id, { service, ...common });
  }
}

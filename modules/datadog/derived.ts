import type { Construct } from "constructs";
import type { ServiceRef, StandingServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import type { Audience } from "./message.js";
import { Monitor, type MonitorProps } from "./monitor.js";

/** For whom the monitors of a service are. */
export interface ServiceMonitorsProps<Ref extends ServiceRef = ServiceRef> {
  readonly service: Ref;
  readonly tags: Tags;
  readonly audience: Audience;
}

/** A monitor as its kind of service derives it: its title goes on after the service's name. */
export type Derived = Omit<MonitorProps, "tags" | "subject" | "audience">;

/** Makes each of them under its name. */
export function makeMonitors(
  scope: Construct,
  { service, tags, audience }: ServiceMonitorsProps,
  derived: Readonly<Record<string, Derived>>,
): void {
  for (const [name, { title, ...monitor }] of Object.entries(derived)) {
    new Monitor(scope, name, {
      ...monitor,
      title: `[${tags.environment}] ${service.name}: ${title}`,
      subject: `service:${service.name}`,
      tags,
      audience,
    });
  }
}

/** A share of what should run, so that it holds for one task as for a hundred; nothing where none should. */
export function tasks(service: StandingServiceRef, { environment }: Tags): Derived {
  const scope = `{environment:${environment},servicename:${service.serviceName},clustername:${service.clusterName}}`;
  return {
    title: "runs fewer tasks than it should",
    metric: `min(last_15m):100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope}`,
    thresholds: { comparator: "<", warning: 90, warningRecovery: 99, critical: 50, criticalRecovery: 75 },
    meaning: `Only that percentage of the tasks that ${service.serviceName} should run is running.`,
    firstSteps: ["The events of the ECS service", "Why its last tasks stopped", "The last deployment"],
    priority: 1,
  };
}

/** Where else the cause may lie. */
export function dependencies({ stores }: Pick<ServiceRef, "stores">): string {
  return stores.length === 0 ? "It depends on no store" : `What it depends on: ${stores.join(", ")}`;
}

import { name as physicalName } from "../core/names.js";
import type { ServiceRef } from "../core/refs/services.js";
import { consoleLinks, type Link } from "./dashboards/links.js";

/** Where pages about an environment are, in Datadog and in AWS's console. */
export interface Places {
  /** Where people open Datadog, for instance `https://app.datadoghq.eu`. */
  readonly app: string;
  readonly region: string;
  /** Dashboards, whole URLs. None may name a monitor: monitors name them. */
  readonly dashboards: {
    /** @default - it has none */
    readonly environment?: string;
    /** By the name of the service. */
    readonly services: ReadonlyMap<string, string>;
  };
}

/** Where what a monitor says of a service leads: its dashboard, its last lines, where AWS shows it. */
export function serviceLinks(service: ServiceRef, environment: string, places: Places): readonly Link[] {
  const logGroup = physicalName("aws_cloudwatch_log_group", "/gantry", environment, service.name);
  return [
    ...dashboardLink(places, service.name),
    { name: "Logs", url: logsUrl(places.region, logGroup) },
    ...consoleLinks(service, places.region),
  ];
}

/** The dashboard of a service, or of the environment where it's about none, or about one without. */
export function dashboardLink({ dashboards }: Places, service?: string): readonly Link[] {
  const url = (service === undefined ? undefined : dashboards.services.get(service)) ?? dashboards.environment;
  return url === undefined ? [] : [{ name: "Dashboard", url }];
}

/** How much of what was promised is left. */
export function objectiveLink({ app }: Pick<Places, "app">, id: string): Link {
  return { name: "Objective", url: `${app}/slo?slo_id=${id}` };
}

/** The lines where they are, whether or not anybody forwards them. */
function logsUrl(region: string, logGroup: string): string {
  // The console decodes what stands after # twice, and takes $ for %.
  const group = encodeURIComponent(encodeURIComponent(logGroup)).replaceAll("%", "$");
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}`;
}

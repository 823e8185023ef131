import { siteOf } from "../../core/monitoring/site.js";
import type { ServiceRef } from "../../core/refs/services.js";

/** Somewhere to read on. */
export interface Link {
  readonly name: string;
  readonly url: string;
}

/**
 * Where people open Datadog, by where its API is: `https://api.datadoghq.eu` is `https://app.datadoghq.eu`, and
 * `https://api.us5.datadoghq.com` is `https://us5.datadoghq.com`. Source: Datadog, "Getting started with sites".
 */
export function appUrl(apiUrl: string): string {
  const site = siteOf(apiUrl);
  return `https://${site.split(".").length === 2 ? `app.${site}` : site}`;
}

/** The log lines that a search finds. */
export function logsUrl(app: string, search: string): string {
  return `${app}/logs?query=${encodeURIComponent(search)}`;
}

const ecs = (region: string, path: string) =>
  `https://${region}.console.aws.amazon.com/ecs/v2/clusters/${path}?region=${region}`;

/** Where AWS shows what runs of a service. */
export function consoleLinks(service: ServiceRef, region: string): readonly Link[] {
  switch (service.kind) {
    case "web":
    case "internal":
    case "worker":
      return [
        { name: "ECS service", url: ecs(region, `${service.clusterName}/services/${service.serviceName}/health`) },
      ];
    case "daemon":
      return service.runs.map(({ cluster, clusterName, serviceName }) => ({
        name: `ECS service in ${cluster}`,
        url: ecs(region, `${clusterName}/services/${serviceName}/health`),
      }));
    case "cron":
      return [
        {
          name: "Schedule",
          url: `https://${region}.console.aws.amazon.com/scheduler/home?region=${region}#schedules/${service.scheduleGroup}/${service.scheduleName}`,
        },
      ];
  }
}

/** All of them on a line of Markdown. */
export function lineOf(links: readonly Link[]): string {
  return links.map(({ name, url }) => `[${name}](${url})`).join(" · ");
}

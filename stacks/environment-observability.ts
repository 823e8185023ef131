import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { Construct } from "constructs";
import type { AlertRoute } from "../environments/schema/environment.js";
import { LogForwarding } from "../modules/aws/observability/log-forwarding.js";
import { siteOf } from "../modules/core/monitoring/site.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import type { Tags } from "../modules/core/tags.js";
import { HttpCheck } from "../modules/datadog/synthetics/http-check.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface EnvironmentObservabilityProps extends Shared {
  readonly tags: Tags;
  readonly services: readonly ServiceRef[];
}

/** What an environment asks for beside its monitors and its dashboards: its lines at Datadog, its hosts from outside. */
export function buildEnvironmentObservability(scope: Construct, props: EnvironmentObservabilityProps): void {
  forwardLogs(scope, props);
  askFromOutside(scope, props);
}

function forwardLogs(scope: Construct, props: EnvironmentObservabilityProps): void {
  const { environment, organization, lifecycle, keyArn, services } = props;
  const wanted = environment.observability?.logs;
  if (wanted === undefined) return;
  const { name, account, region } = environment;
  const sent = services.filter((service) => wanted.services?.includes(service.name) ?? true);
  new LogForwarding(scope, "log-forwarding", {
    organization: organization.name,
    environment: name,
    account,
    region,
    keyArn,
    url: `https://aws-kinesis-http-intake.logs.${siteOf(organization.datadog.apiUrl)}/v1/input`,
    apiKey: wanted.apiKey,
    logGroups: Object.fromEntries(sent.flatMap((service) => logGroupOf(scope, service))),
    logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
  });
}

/** The log group that stands under a service. */
function logGroupOf(scope: Construct, { name }: ServiceRef): [string, string][] {
  const found = scope.node.tryFindChild(`service-${name}`)?.node.tryFindChild("logs");
  return found instanceof CloudwatchLogGroup ? [[name, found.name]] : [];
}

/** The environment's own name, and each that a service has under it. */
function askFromOutside(scope: Construct, { environment, tags }: EnvironmentObservabilityProps): void {
  const { observability, domain, alerts, services } = environment;
  const wanted = observability?.synthetics;
  if (wanted === undefined || domain === undefined) return;
  const { path, ...settings } = wanted;
  const own = Object.values(services).some((service) => service.kind === "web" && service.hosts.length === 0);
  const labels = new Set(Object.values(services).flatMap((service) => (service.kind === "web" ? service.hosts : [])));
  const hosts = [
    ...(own ? [["site", domain] as const] : []),
    ...[...labels].map((label) => [label, `${label}.${domain}`] as const),
  ];
  for (const [id, host] of hosts) {
    new HttpCheck(scope, `check-${id}`, {
      ...settings,
      tags,
      audience: alerts,
      url: `https://${host}${path}`,
      live: isTold(alerts),
    });
  }
}

/** A check that tells nobody is a bill that nobody reads. */
function isTold({ warning, critical }: AlertRoute): boolean {
  return warning.length + critical.length > 0;
}

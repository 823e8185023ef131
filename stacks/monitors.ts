import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ServiceConfig } from "../environments/schema/services/service.js";
import type { StoreConfig } from "../environments/schema/stores/store.js";
import type { MonitorWishes } from "../modules/core/monitoring/changes.js";
import { objectivesOf } from "../modules/core/monitoring/objectives.js";
import { name } from "../modules/core/names.js";
import type { ClusterRef } from "../modules/core/refs/clusters.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import type { Tags } from "../modules/core/tags.js";
import { ClusterMonitors } from "../modules/datadog/cluster-monitors.js";
import { appUrl } from "../modules/datadog/dashboards/links.js";
import { EnvironmentMonitors } from "../modules/datadog/environment-monitors.js";
import { monitorService } from "../modules/datadog/service-monitors.js";
import type { ObjectiveRef } from "../modules/datadog/slo-objective.js";
import { Objectives } from "../modules/datadog/slo-objectives.js";
import { StoreMonitors } from "../modules/datadog/store-monitors.js";
import type { Dashboards } from "./dashboards.js";

export interface MonitorsProps {
  readonly organization: OrganizationConfig;
  readonly environment: EnvironmentConfig;
  readonly tags: Tags;
  readonly services: readonly ServiceRef[];
  readonly stores: readonly StoreRef[];
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  /** Names of the environment's load balancers. */
  readonly loadBalancers: readonly string[];
  /** Where its dashboards are. */
  readonly dashboards: Dashboards;
}

/** What is watched of everything that an environment has, and what is promised of its services. */
export function buildMonitors(scope: Construct, props: MonitorsProps): void {
  const { organization, environment, tags, services, stores, clusters, loadBalancers } = props;
  new DatadogProvider(scope, "datadog", { apiUrl: organization.datadog.apiUrl });
  const places = { app: appUrl(organization.datadog.apiUrl), region: environment.region, dashboards: props.dashboards };
  const watch = { tags, audience: environment.alerts, places };
  const agents = new Set(Object.values(environment.services).flatMap(agentClusters));
  for (const service of services) {
    const config = environment.services[service.name];
    const wishes = wishesOf(config);
    monitorService(scope, {
      ...watch,
      service,
      wishes,
      agent: config !== undefined && clustersOf(config).some((cluster) => agents.has(cluster)),
      objectives: promises(scope, { environment, service, tags, wishes }),
      ...(config?.about?.runbook === undefined ? {} : { runbook: config.about.runbook }),
    });
  }
  for (const store of stores) {
    const wishes = wishesOf(environment.stores[store.name]);
    new StoreMonitors(scope, `store-monitors-${store.name}`, { ...watch, store, wishes });
  }
  for (const [id, cluster] of clusters) {
    const { instanceGroup } = cluster;
    if (instanceGroup === undefined) continue;
    const agent = agents.has(id);
    new ClusterMonitors(scope, `cluster-monitors-${id}`, { ...watch, cluster, instanceGroup, agent });
  }
  const { network, domain, budget } = environment;
  new EnvironmentMonitors(scope, "environment-monitors", {
    ...watch,
    loadBalancers,
    nat: network.nat !== "none",
    vpns: Object.keys(network.vpns).map((vpn) => name("aws_vpc", environment.name, "vpn", vpn)),
    ...(budget === undefined ? {} : { budget }),
    ...(domain === undefined ? {} : { domain }),
  });
}

interface Promised {
  readonly environment: EnvironmentConfig;
  readonly service: ServiceRef;
  readonly tags: Tags;
  readonly wishes: MonitorWishes;
}

/** Of what people depend on: a disposable environment promises nothing unless it's asked to. */
function promises(scope: Construct, { environment, service, tags, wishes }: Promised): readonly ObjectiveRef[] {
  const { objectives = environment.lifecycle === "protected", services } = environment;
  const { objectives: changes } = services[service.name] ?? {};
  if (!objectives || changes === undefined || Object.keys(objectivesOf(service.kind)).length === 0) return [];
  return new Objectives(scope, `objectives-${service.name}`, { service, tags, wishes, changes }).refs;
}

function clustersOf(config: ServiceConfig): readonly string[] {
  return config.kind === "daemon" ? config.clusters : [config.cluster];
}

/** Clusters on whose instances that service is Datadog's agent: it carries a key of Datadog's. */
function agentClusters(config: ServiceConfig): readonly string[] {
  return config.kind === "daemon" && "DD_API_KEY" in config.secrets ? config.clusters : [];
}

/** What the catalogue says of the monitors of a service or store. */
function wishesOf(config: ServiceConfig | StoreConfig | undefined): MonitorWishes {
  if (config === undefined || !("monitors" in config)) return { changes: {}, own: {} };
  return { changes: config.monitors, own: config.ownMonitors };
}

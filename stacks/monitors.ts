import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ServiceConfig } from "../environments/schema/services/service.js";
import type { StoreConfig } from "../environments/schema/stores/store.js";
import type { MonitorWishes } from "../modules/core/monitoring/changes.js";
import type { ClusterRef, ServiceRef, StoreRef } from "../modules/core/refs.js";
import type { Tags } from "../modules/core/tags.js";
import { ClusterMonitors } from "../modules/datadog/cluster-monitors.js";
import { EnvironmentMonitors } from "../modules/datadog/environment-monitors.js";
import { monitorService } from "../modules/datadog/service-monitors.js";
import { StoreMonitors } from "../modules/datadog/store-monitors.js";

export interface MonitorsProps {
  readonly organization: OrganizationConfig;
  readonly environment: EnvironmentConfig;
  readonly tags: Tags;
  readonly services: readonly ServiceRef[];
  readonly stores: readonly StoreRef[];
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  /** Names of the environment's load balancers. */
  readonly loadBalancers: readonly string[];
}

/** Stores of which nobody but the service that uses them can say whether they are well. */
const WATCHED_BY_OTHERS: readonly StoreRef["kind"][] = ["bucket", "queue", "warehouse"];

/** What is watched of everything that an environment has. */
export function buildMonitors(scope: Construct, props: MonitorsProps): void {
  const { organization, environment, tags, services, stores, clusters, loadBalancers } = props;
  new DatadogProvider(scope, "datadog", { apiUrl: organization.datadog.apiUrl });
  const watch = { tags, audience: environment.alerts };
  for (const service of services) {
    monitorService(scope, { ...watch, service, wishes: wishesOf(environment.services[service.name]) });
  }
  for (const store of stores.filter(({ kind }) => !WATCHED_BY_OTHERS.includes(kind))) {
    new StoreMonitors(scope, `store-monitors-${store.name}`, {
      ...watch,
      store,
      wishes: wishesOf(environment.stores[store.name]),
    });
  }
  for (const [id, cluster] of clusters) {
    const { instanceGroup } = cluster;
    if (instanceGroup === undefined) continue;
    new ClusterMonitors(scope, `cluster-monitors-${id}`, { ...watch, cluster, instanceGroup });
  }
  const { network, domain } = environment;
  new EnvironmentMonitors(scope, "environment-monitors", {
    ...watch,
    loadBalancers,
    nat: network.nat !== "none",
    ...(domain === undefined ? {} : { domain }),
  });
}

/** What the catalogue says of the monitors of a service or store. */
function wishesOf(config: ServiceConfig | StoreConfig | undefined): MonitorWishes {
  if (config === undefined || !("monitors" in config)) return { changes: {}, own: {} };
  return { changes: config.monitors, own: config.ownMonitors };
}

import { DashboardJson } from "@cdktf/provider-datadog/lib/dashboard-json/index.js";
import { Lazy } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ClusterRef } from "../modules/core/refs/clusters.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import type { Tags } from "../modules/core/tags.js";
import { documentOf } from "../modules/datadog/dashboards/document.js";
import { environmentDashboard } from "../modules/datadog/dashboards/environment-dashboard.js";
import { appUrl, type Link } from "../modules/datadog/dashboards/links.js";
import { serviceDashboard } from "../modules/datadog/dashboards/service-dashboard.js";
import type { Signal } from "../modules/datadog/dashboards/signal.js";
import { Monitor } from "../modules/datadog/monitor.js";

export interface DashboardsProps {
  readonly organization: OrganizationConfig;
  readonly environment: EnvironmentConfig;
  readonly tags: Tags;
  readonly services: readonly ServiceRef[];
  readonly stores: readonly StoreRef[];
  readonly clusters: ReadonlyMap<string, ClusterRef>;
}

/** Where dashboards are, whole URLs. */
export interface Dashboards {
  /** @default - the environment has none */
  readonly environment?: string;
  /** By name of the service; those that have one. */
  readonly services: ReadonlyMap<string, string>;
}

/**
 * A dashboard of the environment, and one of each service. They are made before the monitors, whose messages may name
 * them, and filled when the stack is written: by then every monitor stands, and each has its graph.
 */
export function buildDashboards(scope: Construct, props: DashboardsProps): Dashboards {
  const { organization, environment, tags, services, stores, clusters } = props;
  const wanted = dashboardsOf(environment);
  if (wanted === "none") return { services: new Map() };
  const signals = onceFrom(() => signalsUnder(scope));
  const common = { tags, region: environment.region, app: appUrl(organization.datadog.apiUrl), stores };

  const links = (wanted === "all" ? services : []).map((service): Link => {
    const { about } = environment.services[service.name] ?? {};
    const url = make(scope, `dashboard-service-${service.name}`, common.app, () =>
      documentOf(
        serviceDashboard({
          ...common,
          service,
          signals: signals().get(`service:${service.name}`) ?? [],
          signalsOf: (store) => signals().get(`store:${store}`) ?? [],
          ...(about === undefined ? {} : { about }),
        }),
      ),
    );
    return { name: service.name, url };
  });
  const url = make(scope, "dashboard", common.app, () =>
    documentOf(
      environmentDashboard({
        ...common,
        ...(environment.domain === undefined ? {} : { domain: environment.domain }),
        services,
        clusters: [...clusters.values()],
        dashboards: links,
        signalsOf: (subject) => signals().get(subject) ?? [],
      }),
    ),
  );
  return { environment: url, services: new Map(links.map((link) => [link.name, link.url])) };
}

/** One that lives for a merge request is looked at as a whole or not at all: its services have no dashboards. */
function dashboardsOf({ ephemeral, observability }: EnvironmentConfig) {
  return observability?.dashboards ?? (ephemeral ? "environment" : "all");
}

/** @returns its whole URL */
function make(scope: Construct, id: string, app: string, document: () => string): string {
  const { url } = new DashboardJson(scope, id, { dashboard: Lazy.stringValue({ produce: document }) });
  return `${app}${url}`;
}

/** What every monitor under a scope watches, by what it is of. */
function signalsUnder(scope: Construct): ReadonlyMap<string, readonly Signal[]> {
  const found = new Map<string, Signal[]>();
  for (const node of scope.node.findAll()) {
    if (!(node instanceof Monitor)) continue;
    const { subject, title, thresholds, unit } = node.props;
    if (thresholds === undefined) continue;
    const signal = {
      name: node.node.id,
      // Before the colon stands whose it is, which the dashboard says itself.
      title: title.slice(title.indexOf(": ") + 1).trim(),
      query: node.query,
      levels: thresholds,
      ...(unit === undefined ? {} : { unit }),
    };
    found.set(subject, [...(found.get(subject) ?? []), signal]);
  }
  return found;
}

/** Asked when first needed, and not again. */
function onceFrom<Value>(ask: () => Value): () => Value {
  let value: { readonly of: Value } | undefined;
  return () => {
    value ??= { of: ask() };
    return value.of;
  };
}

import type { ClusterRef } from "../../core/refs/clusters.js";
import type { ServiceRef } from "../../core/refs/services.js";
import type { StoreRef } from "../../core/refs/stores.js";
import type { Tags } from "../../core/tags.js";
import type { Dashboard } from "./document.js";
import { type Link, lineOf, logsUrl } from "./links.js";
import { graphsOf, type Signal } from "./signal.js";
import { group, monitors, note, objectives, type Widget } from "./widgets.js";

export interface EnvironmentDashboardProps {
  readonly tags: Tags;
  readonly region: string;
  /** Where people open Datadog. */
  readonly app: string;
  /** @default - it has no name in the world */
  readonly domain?: string;
  readonly services: readonly ServiceRef[];
  readonly stores: readonly StoreRef[];
  readonly clusters: readonly ClusterRef[];
  /** The dashboards of its services, those that there are. */
  readonly dashboards: readonly Link[];
  /** What the monitors of something watch, by how Datadog tags it: `service:api`. */
  readonly signalsOf: (subject: string) => readonly Signal[];
}

/** Graphs in a service's row: what its kind is about comes first among its monitors. */
const IN_A_ROW = 3;

/** An environment at a glance: a row for each service, then its stores, its clusters, and what they share. */
export function environmentDashboard(props: EnvironmentDashboardProps): Dashboard {
  const { tags, services, stores, clusters, signalsOf } = props;
  const { environment } = tags;
  const events = `source:amazon_ecs ${environment}`;
  return {
    title: `[${environment}] everything`,
    description: `All that runs in ${environment}. Made by Gantry: what is changed here by hand is changed back.`,
    variables: [{ name: "service", prefix: "service", values: services.map(({ name }) => name) }],
    widgets: [
      note(heading(props)),
      group("Alerts and objectives", [
        monitors("alerts", `tag:("env:${environment}") $service`),
        objectives("objectives", `env:${environment}`),
      ]),
      ...services.map((service) => row(service, graphsOf(signalsOf(`service:${service.name}`), events))),
      ...filled("Stores", prefixed(stores.map(({ name }) => [name, signalsOf(`store:${name}`)]))),
      ...filled("Clusters", prefixed(clusters.map(({ name }) => [name, signalsOf(`cluster:${name}`)]))),
      ...filled("What they share", graphsOf(signalsOf(`environment:${environment}`))),
    ],
  };
}

/** A service without a monitor of a metric has a row too: nothing that runs is left out. */
function row({ name, kind }: ServiceRef, graphs: readonly Widget[]): Widget {
  const shown = graphs.slice(0, IN_A_ROW);
  return group(`${name} · ${kind}`, shown.length === 0 ? [note("No monitor of it asks for a metric.")] : shown);
}

function prefixed(parts: readonly (readonly [name: string, signals: readonly Signal[]])[]): readonly Widget[] {
  return parts.flatMap(([name, signals]) =>
    graphsOf(signals.map((signal) => ({ ...signal, title: `${name}: ${signal.title}` }))),
  );
}

function heading({ tags, region, app, domain, dashboards }: EnvironmentDashboardProps): string {
  const { environment } = tags;
  const links = [
    ...(domain === undefined ? [] : [{ name: domain, url: `https://${domain}` }]),
    { name: "Logs", url: logsUrl(app, `env:${environment}`) },
    {
      name: "ECS",
      url: `https://${region}.console.aws.amazon.com/ecs/v2/clusters?region=${region}`,
    },
  ];
  return [
    `**${environment}** · ${region}`,
    "",
    lineOf(links),
    ...(dashboards.length === 0 ? [] : ["", `Services: ${lineOf(dashboards)}`]),
  ].join("\n");
}

function filled(title: string, widgets: readonly Widget[]): readonly Widget[] {
  return widgets.length === 0 ? [] : [group(title, widgets)];
}

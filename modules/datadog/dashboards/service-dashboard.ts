import type { ServiceRef } from "../../core/refs/services.js";
import type { StoreRef } from "../../core/refs/stores.js";
import type { Tags } from "../../core/tags.js";
import type { Dashboard } from "./document.js";
import { sectionsOf, tasksOf } from "./kinds.js";
import { consoleLinks, type Link, lineOf, logsUrl } from "./links.js";
import { graphsOf, type Signal } from "./signal.js";
import { group, logs, monitors, note, objectives, type Widget } from "./widgets.js";

/** What its team says of a service. */
export interface About {
  readonly description?: string;
  readonly runbook?: string;
  readonly repository?: string;
}

export interface ServiceDashboardProps {
  readonly tags: Tags;
  readonly region: string;
  /** Where people open Datadog. */
  readonly app: string;
  readonly service: ServiceRef;
  /** The stores of the environment. */
  readonly stores: readonly StoreRef[];
  /** What its monitors watch. */
  readonly signals: readonly Signal[];
  /** What the monitors of a store watch. */
  readonly signalsOf: (store: string) => readonly Signal[];
  /** @default - nothing is known of it */
  readonly about?: About;
}

/** Everything of one service: its alerts, what its kind is about, its tasks, the stores it depends on, its logs. */
export function serviceDashboard(props: ServiceDashboardProps): Dashboard {
  const { tags, service, signals } = props;
  const { environment } = tags;
  const events = deployments(service);
  const sections = sectionsOf(service, tags, events);
  const placed = new Set(sections.flatMap((section) => section.signals));
  return {
    title: `[${environment}] ${service.name}`,
    description: `The ${service.kind} service ${service.name} of ${environment}. Made by Gantry: what is changed here by hand is changed back.`,
    variables: [{ name: "version", prefix: "version" }],
    widgets: [
      note(heading(props)),
      health(`env:${environment}`, `service:${service.name}`),
      ...sections.flatMap(({ title, widgets, signals: names }) =>
        filled(title, [
          ...widgets,
          ...graphsOf(
            signals.filter(({ name }) => names.includes(name)),
            events,
          ),
        ]),
      ),
      ...filled("Tasks", [
        ...tasksOf(service, tags, events),
        ...graphsOf(
          signals.filter(({ name }) => !placed.has(name)),
          events,
        ),
      ]),
      ...service.stores.flatMap((store) => filled(`It depends on ${store}`, graphsOf(props.signalsOf(store), events))),
      group("Logs", [logs("newest first", `${search(props)} $version`)]),
    ],
  };
}

/** Its alerts and its objectives: found by their tags, so that new ones appear by themselves. */
function health(environment: string, service: string): Widget {
  return group("Alerts and objectives", [
    monitors("alerts", `tag:("${environment}" AND "${service}")`),
    objectives("objectives", `${environment} AND ${service}`),
  ]);
}

function heading(props: ServiceDashboardProps): string {
  const { service, tags, about = {} } = props;
  return [
    `**${service.name}** · ${service.kind} · ${tags.environment}`,
    ...(about.description === undefined ? [] : ["", about.description]),
    "",
    dependsOn(props),
    "",
    lineOf(linksOf(props)),
  ].join("\n");
}

function dependsOn({ service, stores }: ServiceDashboardProps): string {
  if (service.stores.length === 0) return "Depends on no store";
  const kinds = new Map(stores.map(({ name, kind }) => [name, kind]));
  return `Depends on: ${service.stores.map((store) => `${store} (${kinds.get(store) ?? "store"})`).join(", ")}`;
}

function linksOf(props: ServiceDashboardProps): readonly Link[] {
  const { service, region, app, about = {} } = props;
  return [
    ...consoleLinks(service, region),
    { name: "Logs", url: logsUrl(app, search(props)) },
    ...(about.runbook === undefined ? [] : [{ name: "Runbook", url: about.runbook }]),
    ...(about.repository === undefined ? [] : [{ name: "Code", url: about.repository }]),
  ];
}

const search = ({ service, tags }: ServiceDashboardProps) => `env:${tags.environment} service:${service.name}`;

/** What ECS tells of a service's deployments; of a cron or daemon, of the tasks of its family or services. */
function deployments(service: ServiceRef): string {
  switch (service.kind) {
    case "cron":
      return `source:amazon_ecs ${service.family}`;
    case "daemon":
      return `source:amazon_ecs servicename:(${service.runs.map(({ serviceName }) => serviceName).join(" OR ")})`;
    case "web":
    case "internal":
    case "worker":
      return `source:amazon_ecs servicename:${service.serviceName} clustername:${service.clusterName}`;
  }
}

function filled(title: string, widgets: readonly Widget[]): readonly Widget[] {
  return widgets.length === 0 ? [] : [group(title, widgets)];
}

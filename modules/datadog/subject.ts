import type { MonitorWishes } from "../core/monitoring/changes.js";
import type { MonitoredKind } from "../core/monitoring/table.js";
import type { ServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import type { Link } from "./dashboards/links.js";
import { dashboardLink, type Places, serviceLinks } from "./links.js";
import type { Audience } from "./message.js";
import type { ObjectiveRef } from "./slo-objective.js";

/** Whose monitors they are, for whom, and what is wanted otherwise. */
export interface Watch {
  readonly tags: Tags;
  readonly audience: Audience;
  /** @default - nothing: every monitor as the table says, and no other */
  readonly wishes?: MonitorWishes;
  /** Where messages lead. @default - nowhere */
  readonly places?: Places;
  /** Where its team has written down what to do. @default - nowhere */
  readonly runbook?: string;
  /** What is promised of it, whose burn rates are watched. @default - nothing */
  readonly objectives?: readonly ObjectiveRef[];
}

/** For whom the monitors of a service are. */
export interface ServiceMonitorsProps<Ref extends ServiceRef = ServiceRef> extends Watch {
  readonly service: Ref;
  /** Whether Datadog's agent sees its containers. @default false */
  readonly agent?: boolean;
}

/** What is watched. */
export interface Subject {
  readonly kind: MonitoredKind;
  readonly name: string;
  /** How Datadog tags it, for instance `service:api`. */
  readonly tag: string;
  /** Where to read on, beside its runbook. @default - nowhere */
  readonly links?: readonly Link[];
}

/** What every monitor of a subject says alike. */
export function headOf({ name, tag, links = [] }: Subject, { tags, audience, runbook }: Watch, title: string) {
  return {
    title: `[${tags.environment}] ${name}: ${title}`,
    subject: tag,
    tags,
    audience,
    links: runbook === undefined ? links : [...links, { name: "Runbook", url: runbook }],
  };
}

/** A service as what is watched. */
export function subjectOf(service: ServiceRef, { tags, places }: Watch): Subject {
  const { kind, name } = service;
  const links = places === undefined ? [] : serviceLinks(service, tags.environment, places);
  return { kind, name, tag: `service:${name}`, links };
}

/** What isn't a service, as what is watched. */
export function sharedSubject(subject: Omit<Subject, "links">, { places }: Watch): Subject {
  return { ...subject, links: places === undefined ? [] : dashboardLink(places) };
}

/** Where else the cause may lie. */
export function dependencies({ stores }: Pick<ServiceRef, "stores">): string {
  return stores.length === 0 ? "It depends on no store" : `What it depends on: ${stores.join(", ")}`;
}

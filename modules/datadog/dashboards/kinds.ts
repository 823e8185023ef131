import { rowsOf } from "../../core/monitoring/table.js";
import type { BalancedServiceRef, CronServiceRef, ServiceRef, WorkerServiceRef } from "../../core/refs/services.js";
import type { Tags } from "../../core/tags.js";
import { scopeOfService } from "../task-signals.js";
import { graph, type Widget } from "./widgets.js";

/** A part of a service's dashboard: what its kind is about, what no monitor watches, and what some do. */
export interface Section {
  readonly title: string;
  readonly widgets: readonly Widget[];
  /** Names of the monitors whose graphs stand here. */
  readonly signals: readonly string[];
}

/** What one looks at first, by what kind of service it is; the graphs of all other monitors follow under its tasks. */
export function sectionsOf(service: ServiceRef, tags: Tags, events: string): readonly Section[] {
  switch (service.kind) {
    case "web":
      return [requests(service, tags, events)];
    case "internal":
      return service.loadBalancerName === undefined ? [] : [requests(service, tags, events)];
    case "worker":
      return [messages(service, tags, events)];
    case "cron":
      return [starts(service, events)];
    case "daemon":
      return [];
  }
}

const REQUEST_SIGNALS = ["errors", "latency", "targets", "traffic"];

function requests({ name }: Pick<BalancedServiceRef, "name">, { environment }: Tags, events: string): Section {
  const scope = `{environment:${environment},service:${name}}`;
  const answers = (kind: string) => `sum:aws.applicationelb.httpcode_target_${kind}${scope}.as_count()`;
  const within = (share: string) => `avg:aws.applicationelb.target_response_time.${share}${scope}`;
  return {
    title: "Requests",
    widgets: [
      graph({
        title: "answers by their status",
        lines: Object.fromEntries(["2xx", "3xx", "4xx", "5xx"].map((kind) => [kind, answers(kind)])),
        display: "bars",
        events,
      }),
      graph({
        title: "takes so long",
        lines: { p50: within("p50"), p95: within("p95"), p99: within("p99") },
        unit: "s",
        events,
      }),
    ],
    signals: REQUEST_SIGNALS,
  };
}

function messages({ queueName }: WorkerServiceRef, { environment }: Tags, events: string): Section {
  const scope = `{environment:${environment},queuename:${queueName}}`;
  const count = (what: string) => `sum:aws.sqs.number_of_messages_${what}${scope}.as_count()`;
  const now = (what: string) => `max:aws.sqs.approximate_number_of_messages_${what}${scope}`;
  return {
    title: "Messages",
    widgets: [
      graph({
        title: "sent and worked off",
        lines: { sent: count("sent"), received: count("received"), done: count("deleted") },
        display: "bars",
        events,
      }),
      graph({
        title: "waiting and being worked on",
        lines: { waiting: now("visible"), taken: now("not_visible") },
        events,
      }),
    ],
    signals: ["age", "dead-letters", "stalled"],
  };
}

/** Scheduler counts by the group alone, of which each cron has its own. */
function starts({ scheduleGroup }: CronServiceRef, events: string): Section {
  const scope = `{schedulegroup:${scheduleGroup}}`;
  return {
    title: "Runs",
    widgets: [
      graph({
        title: "starts",
        lines: {
          tried: `sum:aws.scheduler.invocation_attempt_count${scope}.as_count()`,
          "given up": `sum:aws.scheduler.invocation_dropped_count${scope}.as_count()`,
        },
        display: "bars",
        events,
      }),
    ],
    signals: Object.keys(rowsOf("cron")),
  };
}

/** How many tasks it has and should have; a cron has none that stand. */
export function tasksOf(service: ServiceRef, tags: Tags, events: string): readonly Widget[] {
  if (service.kind === "cron") return [];
  const places = service.kind === "daemon" ? service.runs : [service];
  return places.map((place) => {
    const scope = scopeOfService(place, tags);
    const number = (what: string) => `sum:aws.ecs.service.${what}${scope}`;
    return graph({
      title: `tasks in ${place.clusterName}`,
      lines: { running: number("running"), wanted: number("desired"), starting: number("pending") },
      events,
    });
  });
}

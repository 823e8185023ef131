import { Construct } from "constructs";
import type { WorkerServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import { type Derived, makeMonitors } from "./derived.js";
import { dependencies, type ServiceMonitorsProps, subjectOf } from "./subject.js";
import { standing } from "./task-signals.js";

/** Monitors that every `worker` service has, derived from its ref alone. */
export class WorkerMonitors extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { service, agent = false, ...watch }: ServiceMonitorsProps<WorkerServiceRef>,
  ) {
    super(scope, id);
    const { tags } = watch;
    makeMonitors(this, subjectOf(service, watch), watch, {
      age: age(service, tags),
      "dead-letters": deadLetters(service, tags),
      stalled: stalled(service, tags),
      ...standing(service, tags, agent),
    });
  }
}

/** How late a queue's own metrics may come after six quiet hours, and with them the first task of a service at rest. */
const WAKING_SECONDS = 900;

/** The delay that the catalogue calls acceptable, and what it takes a service at rest to begin. */
export function acceptableSeconds({ acceptableDelaySeconds, rests }: WorkerServiceRef): number {
  return acceptableDelaySeconds + (rests ? WAKING_SECONDS : 0);
}

/** How long the oldest message has waited, in seconds. */
export function oldestMessage({ queueName }: WorkerServiceRef, { environment }: Tags): string {
  return `max:aws.sqs.approximate_age_of_oldest_message{environment:${environment},queuename:${queueName}}`;
}

/** By what was promised of it. */
function age(service: WorkerServiceRef, tags: Tags): Derived {
  const { queueName } = service;
  const acceptable = acceptableSeconds(service);
  return {
    title: "falls behind its queue",
    metric: oldestMessage(service, tags),
    unitValue: acceptable,
    unit: "s",
    meaning: `The oldest message of ${queueName} has waited for that many seconds; ${acceptable} are acceptable.`,
    firstSteps: [
      `The tasks of ${service.serviceName}, and whether they are as many as its range allows`,
      "Who sends more than usual",
      dependencies(service),
    ],
  };
}

function deadLetters({ deadLetterName, serviceName }: WorkerServiceRef, { environment }: Tags): Derived {
  const scope = `{environment:${environment},queuename:${deadLetterName}}`;
  return {
    title: "gave messages up",
    metric: `max:aws.sqs.approximate_number_of_messages_visible${scope}`,
    meaning: `That many messages are in ${deadLetterName}: each was received several times and never worked off.`,
    firstSteps: [
      `The logs of ${serviceName} for what it did with them`,
      `Once that is mended, send them back: SQS, ${deadLetterName}, "Start DLQ redrive"`,
    ],
  };
}

/** Silent while nothing is received. */
function stalled(service: WorkerServiceRef, { environment }: Tags): Derived {
  const { queueName, serviceName } = service;
  const scope = `{environment:${environment},queuename:${queueName}}`;
  const done = `default_zero(sum:aws.sqs.number_of_messages_deleted${scope}.as_count())`;
  return {
    title: "receives messages and doesn't finish them",
    metric: `100 * ${done} / sum:aws.sqs.number_of_messages_received${scope}.as_count()`,
    meaning: `Of the messages that ${serviceName} received from ${queueName}, it finished that percentage alone.`,
    firstSteps: [
      `The logs of ${serviceName}: what its messages end in`,
      "Whether messages take longer than the queue hides them, so that another task gets them too",
      dependencies(service),
    ],
  };
}

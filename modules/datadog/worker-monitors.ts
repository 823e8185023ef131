import { Construct } from "constructs";
import type { WorkerServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, dependencies, makeMonitors, type ServiceMonitorsProps, tasks } from "./derived.js";

/** Monitors that every `worker` service has, derived from its ref alone. */
export class WorkerMonitors extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorsProps<WorkerServiceRef>) {
    super(scope, id);
    const { service, tags } = props;
    makeMonitors(this, props, {
      age: age(service, tags),
      "dead-letters": deadLetters(service, tags),
      tasks: tasks(service, tags),
    });
  }
}

/** How late a queue's own metrics may come after six quiet hours, and with them the first task of a service at rest. */
const WAKING_SECONDS = 900;

/** By what was promised of it: the delay that the catalogue calls acceptable. */
function age(service: WorkerServiceRef, { environment }: Tags): Derived {
  const { queueName, acceptableDelaySeconds, rests } = service;
  const acceptable = acceptableDelaySeconds + (rests ? WAKING_SECONDS : 0);
  return {
    title: "falls behind its queue",
    metric: `min(last_10m):max:aws.sqs.approximate_age_of_oldest_message{environment:${environment},queuename:${queueName}}`,
    thresholds: {
      comparator: ">",
      warning: acceptable,
      warningRecovery: 0.8 * acceptable,
      critical: 3 * acceptable,
      criticalRecovery: 2 * acceptable,
    },
    meaning: `The oldest message of ${queueName} has waited for that many seconds; ${acceptable} are acceptable.`,
    firstSteps: [
      `The tasks of ${service.serviceName}, and whether they are as many as its range allows`,
      "Who sends more than usual",
      dependencies(service),
    ],
    priority: 2,
  };
}

/** One concerns those who own the service; ten are a fault that goes on. Halves: between two numbers of messages. */
function deadLetters({ deadLetterName, serviceName }: WorkerServiceRef, { environment }: Tags): Derived {
  const scope = `{environment:${environment},queuename:${deadLetterName}}`;
  return {
    title: "gave messages up",
    metric: `max(last_15m):max:aws.sqs.approximate_number_of_messages_visible${scope}`,
    thresholds: { comparator: ">", warning: 0.5, warningRecovery: 0.1, critical: 9.5, criticalRecovery: 4.5 },
    meaning: `That many messages are in ${deadLetterName}: each was received several times and never worked off.`,
    firstSteps: [
      `The logs of ${serviceName} for what it did with them`,
      `Once that is mended, send them back: SQS, ${deadLetterName}, "Start DLQ redrive"`,
    ],
    priority: 3,
  };
}

import { Construct } from "constructs";
import type { CronServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, dependencies, makeMonitors, type ServiceMonitorsProps, subjectOf } from "./derived.js";

/** Monitors that every `cron` service has, derived from its ref alone. */
export class CronMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, ...watch }: ServiceMonitorsProps<CronServiceRef>) {
    super(scope, id);
    makeMonitors(this, subjectOf(service), watch, { failures: failures(service, watch.tags) });
  }
}

function failures(service: CronServiceRef, { environment }: Tags): Derived {
  const { failuresName, family, logGroup } = service;
  const scope = `{environment:${environment},queuename:${failuresName}}`;
  return {
    title: "failed",
    metric: `max:aws.sqs.approximate_number_of_messages_visible${scope}`,
    meaning: `That many runs of ${family} failed or couldn't be started since the queue ${failuresName} was emptied.`,
    firstSteps: [
      `The messages in ${failuresName}: ECS's own account of each run, or why Scheduler gave it up`,
      `The log group ${logGroup}`,
      dependencies(service),
      `Once that is mended, empty the queue: SQS, ${failuresName}, "Purge"`,
    ],
  };
}

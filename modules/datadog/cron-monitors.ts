import { Construct } from "constructs";
import type { CronServiceRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { type Derived, dependencies, makeMonitors, type ServiceMonitorsProps } from "./derived.js";

/** Monitors that every `cron` service has, derived from its ref alone. */
export class CronMonitors extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorsProps<CronServiceRef>) {
    super(scope, id);
    const { service, tags } = props;
    makeMonitors(this, props, { failures: failures(service, tags) });
  }
}

/** One concerns those who own it; three are no accident any more. Halves: between two numbers of failures. */
function failures(service: CronServiceRef, { environment }: Tags): Derived {
  const { failuresName, family, logGroup } = service;
  const scope = `{environment:${environment},queuename:${failuresName}}`;
  return {
    title: "failed",
    metric: `max(last_15m):max:aws.sqs.approximate_number_of_messages_visible${scope}`,
    thresholds: { comparator: ">", warning: 0.5, warningRecovery: 0.1, critical: 2.5, criticalRecovery: 1.5 },
    meaning: `That many runs of ${family} failed or couldn't be started since the queue ${failuresName} was emptied.`,
    firstSteps: [
      `The messages in ${failuresName}: ECS's own account of each run, or why Scheduler gave it up`,
      `The log group ${logGroup}`,
      dependencies(service),
      `Once that is mended, empty the queue: SQS, ${failuresName}, "Purge"`,
    ],
    priority: 2,
  };
}

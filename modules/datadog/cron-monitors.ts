import { Construct } from "constructs";
import { longestGapMinutes } from "../core/monitoring/longest-gap.js";
import type { CronServiceRef } from "../core/refs/services.js";
import type { Tags } from "../core/tags.js";
import { type Derived, makeMonitors } from "./derived.js";
import { dependencies, type ServiceMonitorsProps, subjectOf } from "./subject.js";

/** Monitors that every `cron` service has, derived from its ref alone. */
export class CronMonitors extends Construct {
  constructor(scope: Construct, id: string, { service, ...watch }: ServiceMonitorsProps<CronServiceRef>) {
    super(scope, id);
    makeMonitors(this, subjectOf(service, watch), watch, {
      ...missed(service),
      ...long(service, watch.tags),
      failures: failures(service, watch.tags),
    });
  }
}

/** Runs that EventBridge Scheduler began; it counts by group, of which each cron has its own. */
export const begun = ({ scheduleGroup }: CronServiceRef) =>
  `sum:aws.scheduler.invocation_attempt_count{schedulegroup:${scheduleGroup}}.as_count()`;

/** Those that failed or couldn't be started. */
export const gone = ({ failuresName }: CronServiceRef, { environment }: Tags) =>
  `default_zero(sum:aws.sqs.number_of_messages_sent{environment:${environment},queuename:${failuresName}}.as_count())`;

/** Datadog looks back over four weeks and a little more. */
const FARTHEST_HOURS = 28 * 24;

/** Nothing of what the clock doesn't start, starts too seldom, or leaves out at night. */
function missed(service: CronServiceRef): Readonly<Record<string, Derived>> {
  const { enabled, sleeps = false, schedule, timeZone, family, scheduleName } = service;
  const gap = longestGapMinutes(schedule);
  if (!enabled || sleeps || gap === undefined) return {};
  const hours = Math.ceil(gap / 60) + 1;
  if (hours > FARTHEST_HOURS) return {};
  return {
    missed: {
      title: "didn't run",
      window: `${hours}h`,
      metric: `default_zero(${begun(service)})`,
      meaning: `Within ${hours} hours ${family} was begun that often; ${schedule} (${timeZone}) asks for once at least.`,
      firstSteps: [
        `EventBridge Scheduler, the schedule ${scheduleName}: whether it's enabled`,
        "Whether a deploy is what took it away: ./gantry diff",
        `What went wrong instead: the queue ${service.failuresName}`,
      ],
    },
  };
}

/** Nothing where no limit says what is long. */
function long(service: CronServiceRef, { environment }: Tags): Readonly<Record<string, Derived>> {
  const { timeoutSeconds, family, logGroup, name } = service;
  if (timeoutSeconds === undefined) return {};
  const taken = `max:aws.states.execution_time.maximum{environment:${environment},service:${name}}`;
  return {
    long: {
      title: "takes nearly as long as it may",
      metric: `100 * ${taken} / ${timeoutSeconds * 1000}`,
      meaning: `A run of ${family} took that percentage of its ${timeoutSeconds} seconds; at 100 it's stopped.`,
      firstSteps: [`The log group ${logGroup}: what takes long`, dependencies(service), "Its `timeoutSeconds`"],
    },
  };
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

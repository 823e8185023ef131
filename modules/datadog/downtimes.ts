import { DowntimeSchedule } from "@cdktf/provider-datadog/lib/downtime-schedule/index.js";
import { Construct } from "constructs";
import type { Tags } from "../core/tags.js";
import { TerraformData } from "../core/terraform-data.js";
import { firstAfter, type Recurrence } from "./recurrences.js";

/** A time at which nobody is told of what certain monitors find. */
export interface QuietTime {
  /** Why; it's shown beside the monitors. */
  readonly message: string;
  /** Tags that a monitor has beside that of the environment, for instance `store:main`. @default - all of its monitors */
  readonly subject?: string;
  readonly timeZone: string;
  readonly recurrences: readonly Recurrence[];
}

export interface DowntimesProps {
  readonly tags: Tags;
  readonly times: Readonly<Record<string, QuietTime>>;
  /** When it's written: a downtime begins after that. */
  readonly now: Date;
}

/**
 * Downtimes of Datadog that come again and again. They mute whole monitors, found by their own tags: a scope would be
 * held against the groups of a query, of which most have none by environment.
 * Source: Datadog's documentation, "Scoping Downtime".
 *
 * Datadog refuses a recurrence that begins in the past, both when it's made and with every change. So each begins with
 * its first time after it was written, which is left alone from then on, and a downtime that changes is made anew.
 */
export class Downtimes extends Construct {
  readonly props: DowntimesProps;

  constructor(scope: Construct, id: string, props: DowntimesProps) {
    super(scope, id);
    this.props = props;
    const { tags, times, now } = props;
    // Its change replaces them: it holds everything but their beginnings.
    const plan = new TerraformData(this, "plan", { input: { times } });
    for (const [name, { message, subject, timeZone, recurrences }] of Object.entries(times)) {
      new DowntimeSchedule(this, name, {
        message,
        scope: "*",
        monitorIdentifier: {
          monitorTags: [`env:${tags.environment}`, ...(subject === undefined ? [] : [subject])],
        },
        displayTimezone: timeZone,
        // That a night is over is no news.
        notifyEndTypes: [],
        recurringSchedule: {
          timezone: timeZone,
          recurrence: recurrences.map((recurrence) => ({
            rrule: recurrence.rrule,
            duration: `${recurrence.minutes}m`,
            start: firstAfter(recurrence, timeZone, now),
          })),
        },
        lifecycle: {
          ignoreChanges: recurrences.map((_, index) => `recurring_schedule.recurrence[${index}].start`),
          replaceTriggeredBy: [`${plan.terraformResourceType}.${plan.friendlyUniqueId}`],
        },
      });
    }
  }
}

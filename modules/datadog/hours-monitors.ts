import { Construct } from "constructs";
import type { Tags } from "../core/tags.js";
import { makeMonitors } from "./derived.js";
import type { Audience } from "./message.js";

export interface HoursMonitorsProps {
  readonly tags: Tags;
  readonly audience: Audience;
  /** Queue with the times at which not all went well. */
  readonly failuresName: string;
  /** The state machine that puts the environment to sleep and wakes it. */
  readonly machineName: string;
}

/** Whether an environment was put to sleep and woken: a cron of its own, judged as every other. */
export class HoursMonitors extends Construct {
  constructor(scope: Construct, id: string, { failuresName, machineName, ...watch }: HoursMonitorsProps) {
    super(scope, id);
    const { environment } = watch.tags;
    makeMonitors(this, { kind: "cron", name: "office hours", tag: `environment:${environment}` }, watch, {
      failures: {
        title: "it wasn't put to sleep or woken whole",
        metric: `max:aws.sqs.approximate_number_of_messages_visible{environment:${environment},queuename:${failuresName}}`,
        meaning: `That many times not all of ${environment} was stopped or started since the queue ${failuresName} was emptied.`,
        firstSteps: [
          `The executions of the state machine ${machineName}: the step that failed says why`,
          `./gantry status ${environment}: whether its services run`,
          `Once that is mended, start the state machine with {"to":"wake","at":""}, or wait for its next time`,
          `Empty the queue: SQS, ${failuresName}, "Purge"`,
        ],
      },
    });
  }
}

import type { QueueRef } from "../core/refs/stores.js";
import type { Tags } from "../core/tags.js";
import type { Derived } from "./derived.js";

const DAY_SECONDS = 86_400;

/** Days for which dead letters are kept. */
const DEAD_LETTER_DAYS = 14;

/** Messages that may be in work at a time. Source: Amazon SQS developer guide, "Message quotas". */
const MOST_IN_FLIGHT = { standard: 120_000, fifo: 20_000 };

/** What every queue is watched for beside what its worker is: messages that SQS would throw away or no longer give. */
export function queueSignals(store: QueueRef, { environment }: Tags): Readonly<Record<string, Derived>> {
  const { physicalName, deadLetters, retentionDays, fifo } = store;
  const most = fifo ? MOST_IN_FLIGHT.fifo : MOST_IN_FLIGHT.standard;
  const scopeOf = (queue: string) => `{environment:${environment},queuename:${queue}}`;
  const aged = (queue: string, days: number) =>
    `100 * max:aws.sqs.approximate_age_of_oldest_message${scopeOf(queue)} / ${days * DAY_SECONDS}`;
  return {
    retention: {
      title: "is about to lose messages",
      metric: aged(physicalName, retentionDays),
      meaning: `The oldest message of ${physicalName} has that percentage of the ${retentionDays} days behind it after which SQS deletes it.`,
      firstSteps: [
        "Its worker: whether it has tasks, and what they do",
        "`retentionDays` in the catalogue: a change holds for messages that are there already",
      ],
    },
    "dead-retention": {
      title: "is about to lose dead letters",
      metric: aged(deadLetters.physicalName, DEAD_LETTER_DAYS),
      meaning: `The oldest message of ${deadLetters.physicalName} has that percentage of the ${DEAD_LETTER_DAYS} days behind it after which SQS deletes it.`,
      firstSteps: [
        `Send them back once their cause is mended: SQS, ${deadLetters.physicalName}, "Start DLQ redrive"`,
        "Or read and delete them, so that this is a decision",
      ],
    },
    "in-flight": {
      title: "has too many messages in work",
      metric: `100 * max:aws.sqs.approximate_number_of_messages_not_visible${scopeOf(physicalName)} / ${most}`,
      meaning: `That percentage of the ${most} messages that SQS gives out at a time from ${physicalName} is received and not deleted.`,
      firstSteps: [
        "Whether its worker deletes what it has done",
        "`visibilitySeconds`: how long what a dead task took stays hidden",
      ],
    },
  };
}

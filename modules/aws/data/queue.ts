import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { Permission } from "../../core/refs/permission.js";
import type { QueueRef } from "../../core/refs/stores.js";
import { queueArn, SecureQueue } from "./secure-queue.js";
import { settingName } from "./settings.js";

export interface QueueProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly store: string;
  /** Whether messages keep their order within a group. */
  readonly fifo: boolean;
  /** Seconds for which a message that was received is hidden from others. */
  readonly visibilitySeconds: number;
  /** Receipts after which a message counts as one that can't be worked off. */
  readonly maximumReceives: number;
  /** Days after which a message that nobody worked off is gone, at most 13. */
  readonly retentionDays: number;
  readonly keyArn: string;
}

/** The longest that SQS keeps one: time enough to find out why, and to send it back. */
const DEAD_LETTER_DAYS = 14;

/**
 * A queue with its dead letter queue. Who names it as a store may send; the worker that works it off may receive.
 *
 * Both are encrypted with the environment's key, as the data is that goes through them: SQS asks for it once in five
 * minutes for each sender and receiver, a few cents a month. SQS's own key would cost nothing, and would leave who may
 * read to the queue's permissions alone.
 */
export class Queue extends Construct {
  readonly ref: QueueRef;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    const { environment, account, region, store, fifo, keyArn } = props;
    const called = (...parts: string[]) =>
      `${name("aws_sqs_queue", environment, store, ...parts)}${fifo ? ".fifo" : ""}`;
    const own = { account, region, name: called() };
    const deadLetters = new SecureQueue(this, "dead-letters", {
      ...own,
      name: called("dead"),
      keyArn,
      retentionDays: DEAD_LETTER_DAYS,
      redriveFrom: queueArn(own),
    });
    const queue = new SecureQueue(this, "queue", {
      ...own,
      keyArn,
      retentionDays: props.retentionDays,
      visibilitySeconds: props.visibilitySeconds,
      redrive: { to: deadLetters, maximumReceives: props.maximumReceives },
    });
    this.ref = {
      name: store,
      kind: "queue",
      physicalName: queue.name,
      url: queue.url,
      arn: queue.arn,
      fifo,
      retentionDays: props.retentionDays,
      deadLetters: { physicalName: deadLetters.name, url: deadLetters.url, arn: deadLetters.arn },
      permissions: sending(queue.arn, keyArn),
      consumerPermissions: receiving(queue.arn, keyArn),
      variables: { [settingName(store, "QUEUE_URL")]: queue.url },
      secrets: {},
      secretPermissions: [],
    };
  }
}

/** SQS encrypts with a data key, which the sender must also be able to read. */
function sending(queue: string, key: string): readonly Permission[] {
  return [
    { actions: ["sqs:GetQueueAttributes", "sqs:SendMessage"], resources: [queue] },
    { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key] },
  ];
}

function receiving(queue: string, key: string): readonly Permission[] {
  return [
    {
      actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      resources: [queue],
    },
    { actions: ["kms:Decrypt"], resources: [key] },
  ];
}

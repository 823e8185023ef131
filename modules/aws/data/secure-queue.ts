import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct } from "constructs";

export interface SecureQueueProps {
  /** Physical name; that of a FIFO queue ends in `.fifo`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /**
   * Customer-managed key. Whoever sends and whoever receives needs it too.
   * @default - the key that SQS manages: for what AWS's own services send, which could use no other
   */
  readonly keyArn?: string;
  readonly retentionDays: number;
  /** Seconds for which a message that was received is hidden from others. @default 30 */
  readonly visibilitySeconds?: number;
  /** Where messages go that nobody could work off. @default - nowhere: they stay until they expire */
  readonly redrive?: { readonly to: SecureQueue; readonly maximumReceives: number };
  /** ARN of the only queue whose messages may come here in that way. @default - none may */
  readonly redriveFrom?: string;
  /** Statements of the queue's policy beside the one that refuses anything but TLS. @default none */
  readonly statements?: readonly object[];
}

const DAY_SECONDS = 86_400;

/**
 * A queue: encrypted, TLS only. Its policies are its own arguments, for which its ARN is put together beforehand: so
 * it never stands without them, not for the minute that the provider takes for a policy of its own.
 */
export class SecureQueue extends Construct {
  readonly name: string;
  /** Put together from its name: what refers to it needn't wait for it. */
  readonly arn: string;
  /** For what needs it to stand, though its ARN is known before. */
  readonly resource: SqsQueue;
  /** By which one speaks to it; known once it stands. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: SecureQueueProps) {
    super(scope, id);
    const { name, keyArn, retentionDays, visibilitySeconds = 30 } = props;
    this.name = name;
    this.arn = queueArn(props);
    this.resource = new SqsQueue(this, "queue", {
      name,
      ...(name.endsWith(".fifo") ? FIFO : {}),
      ...(keyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: keyArn }),
      messageRetentionSeconds: retentionDays * DAY_SECONDS,
      visibilityTimeoutSeconds: visibilitySeconds,
      // A receive that finds nothing waits for a message: fewer empty answers, each of which is billed.
      receiveWaitTimeSeconds: 20,
      policy: this.policy(props.statements ?? []),
      ...redrivePolicies(props),
    });
    this.url = this.resource.url;
  }

  private policy(statements: readonly object[]): string {
    const tlsOnly = {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: this.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    return JSON.stringify({ Version: "2012-10-17", Statement: [tlsOnly, ...statements] });
  }
}

/** What SQS makes of a queue's name. */
export function queueArn({ name, account, region }: Pick<SecureQueueProps, "name" | "account" | "region">): string {
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

/** A message that is sent twice within five minutes, by its body where the sender gives it no id, arrives once. */
const FIFO = { fifoQueue: true, contentBasedDeduplication: true };

function redrivePolicies({ redrive, redriveFrom }: SecureQueueProps): Partial<SqsQueueConfig> {
  return {
    ...(redrive === undefined
      ? {}
      : {
          // SQS refuses a queue whose dead letters have nowhere to go yet.
          dependsOn: [redrive.to.resource],
          redrivePolicy: JSON.stringify({
            deadLetterTargetArn: redrive.to.arn,
            maxReceiveCount: redrive.maximumReceives,
          }),
        }),
    redriveAllowPolicy: JSON.stringify(
      redriveFrom === undefined
        ? { redrivePermission: "denyAll" }
        : { redrivePermission: "byQueue", sourceQueueArns: [redriveFrom] },
    ),
  };
}

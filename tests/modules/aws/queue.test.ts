import { describe, expect, it } from "vitest";
import { Queue, type QueueProps } from "../../../modules/aws/data/queue.js";
import { synthStore } from "../../support/synth-store.js";

const props: QueueProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  store: "send-mail",
  fifo: false,
  visibilitySeconds: 60,
  maximumReceives: 3,
  retentionDays: 4,
  keyArn: "arn:key",
};
const ARN = "arn:aws:sqs:eu-west-1:222222222222:staging-send-mail";

const queue = (more: Partial<QueueProps> = {}) =>
  synthStore((scope) => new Queue(scope, "store", { ...props, ...more }));
const own = (more: Partial<QueueProps> = {}) => queue(more).at("aws_sqs_queue", "store/queue/queue");
const dead = (more: Partial<QueueProps> = {}) => queue(more).at("aws_sqs_queue", "store/dead-letters/queue");

/** A policy that refuses anything but TLS. */
const refusal = (arn: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});

describe("a queue", () => {
  it("is encrypted with the environment's key, its dead letters too", () => {
    for (const one of [own(), dead()]) expect(one).toMatchObject({ kms_master_key_id: "arn:key" });
  });

  it("is spoken to over TLS only, from its first moment", () => {
    expect(JSON.parse(String(own()["policy"]))).toEqual(refusal(ARN));
    expect(JSON.parse(String(dead()["policy"]))).toEqual(refusal(`${ARN}-dead`));
    expect(queue().all("aws_sqs_queue_policy")).toEqual([]);
  });

  it("gives up what can't be worked off to its own dead letter queue, which takes it from nobody else", () => {
    expect(JSON.parse(String(own()["redrive_policy"]))).toEqual({
      deadLetterTargetArn: `${ARN}-dead`,
      maxReceiveCount: 3,
    });
    expect(queue().readable(own()["depends_on"])).toEqual(["store/dead-letters/queue"]);
    expect(JSON.parse(String(dead()["redrive_allow_policy"]))).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [ARN],
    });
    expect(JSON.parse(String(own()["redrive_allow_policy"]))).toEqual({ redrivePermission: "denyAll" });
  });

  it("keeps messages for as long as it was asked to, and dead letters as long as SQS can", () => {
    expect(own()).toMatchObject({ message_retention_seconds: 345_600, visibility_timeout_seconds: 60 });
    expect(dead()).toMatchObject({ message_retention_seconds: 1_209_600 });
  });

  it("keeps order where it was asked to, its dead letters too: SQS takes no other pair", () => {
    const fifo = { fifo_queue: true, content_based_deduplication: true };
    expect(own({ fifo: true })).toMatchObject({ ...fifo, name: "staging-send-mail.fifo" });
    expect(dead({ fifo: true })).toMatchObject({ ...fifo, name: "staging-send-mail-dead.fifo" });
    expect(own()).not.toHaveProperty("fifo_queue");
  });

  it("has a name that SQS takes, however long its parts", () => {
    const long = { store: "a-very-long-name-of-a-queue-that-nobody-would-choose-but-somebody-may-write", fifo: true };
    for (const one of [own(long), dead(long)]) {
      expect(String(one["name"]).length).toBeLessThanOrEqual(80);
      expect(String(one["name"])).toMatch(/\.fifo$/);
    }
  });
});

describe("what a queue offers", () => {
  it("lets those who send do no more than that, and its worker no more than to work it off", () => {
    const { ref } = queue();
    expect(ref.permissions).toEqual([
      { actions: ["sqs:GetQueueAttributes", "sqs:SendMessage"], resources: [ARN] },
      { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: ["arn:key"] },
    ]);
    expect(ref.consumerPermissions).toEqual([
      {
        actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
        resources: [ARN],
      },
      { actions: ["kms:Decrypt"], resources: ["arn:key"] },
    ]);
  });

  it("is its URL, and needs neither a network nor a secret", () => {
    const { ref } = queue();
    expect(Object.keys(ref.variables)).toEqual(["SEND_MAIL_QUEUE_URL"]);
    expect(ref.secrets).toEqual({});
    expect(ref).not.toHaveProperty("peer");
  });

  it("names both queues for those who watch them", () => {
    const { physicalName, deadLetters, arn } = queue().ref;
    expect([physicalName, deadLetters.physicalName, arn, deadLetters.arn]).toEqual([
      "staging-send-mail",
      "staging-send-mail-dead",
      ARN,
      `${ARN}-dead`,
    ]);
  });
});

import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { EncryptionKey } from "./encryption-key.js";
import { publisherUser } from "./key-policy.js";

export interface NoticesProps {
  /** Whose they are: an environment, or `ops`. */
  readonly owner: string;
  /** What they are of, for instance `events`; a part of the names of the topic and its key. */
  readonly topic: string;
  readonly description: string;
  readonly account: string;
  readonly region: string;
  /** Who publishes: RDS its events, EventBridge what a rule picked, CloudWatch its alarms. */
  readonly publishers: readonly Publisher[];
  /** Addresses that are told, each once its owner has followed the link that SNS mails. */
  readonly email: readonly string[];
}

export type Publisher = "rds" | "rules" | "alarms";

const SERVICES: Readonly<Record<Publisher, readonly [sid: string, service: string]>> = {
  rds: ["Rds", "events.rds.amazonaws.com"],
  rules: ["Rules", "events.amazonaws.com"],
  alarms: ["Alarms", "cloudwatch.amazonaws.com"],
};

/** Where messages come from, as the publisher says it; EventBridge says nothing, and SNS takes no condition from it. */
const SOURCES: Readonly<Record<Publisher, ((region: string, account: string) => string) | undefined>> = {
  rds: (region, account) => `arn:aws:rds:${region}:${account}:*`,
  rules: undefined,
  alarms: (region, account) => `arn:aws:cloudwatch:${region}:${account}:alarm:*`,
};

/**
 * A topic from which people are mailed what AWS itself reports. Encrypted with a key of its own ($1 a month), because
 * no key of AWS's lets services publish; messages to a thousand addresses a month cost nothing.
 *
 * Sources of the conditions: Amazon RDS user guide, "Granting permissions to publish notifications to an Amazon SNS
 * topic"; Amazon EventBridge user guide, "Amazon SNS permissions".
 */
export class Notices extends Construct {
  /** Of the topic, known once those who publish may: RDS tries when it is told of it. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: NoticesProps) {
    super(scope, id);
    const { owner, topic: of, description, account, region, publishers, email } = props;
    const topicName = name("aws_sns_topic", owner, of);
    const arn = `arn:aws:sns:${region}:${account}:${topicName}`;
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", owner, of],
      description,
      services: { account, users: publishers.map((publisher) => publisherUser(...SERVICES[publisher], arn)) },
    });
    const topic = new SnsTopic(this, "topic", { name: topicName, displayName: description, kmsMasterKeyId: key.arn });
    const policy = new SnsTopicPolicy(this, "policy", { arn: topic.arn, policy: policyOf(arn, props) });
    this.arn = policy.arn;
    for (const address of email) {
      new SnsTopicSubscription(this, `to-${address}`, { topicArn: topic.arn, protocol: "email", endpoint: address });
    }
  }
}

function policyOf(arn: string, { account, region, publishers }: NoticesProps): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      ...publishers.map((publisher) => {
        const [Sid, service] = SERVICES[publisher];
        const source = SOURCES[publisher]?.(region, account);
        return {
          Sid,
          Effect: "Allow",
          Principal: { Service: service },
          Action: "sns:Publish",
          Resource: arn,
          ...(source === undefined
            ? {}
            : {
                Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": source } },
              }),
        };
      }),
    ],
  });
}

import type { Permission } from "../../core/refs/permission.js";

/** A service of AWS that uses a key in the name of its owner's account. IAM can't give a service anything. */
export interface KeyUser {
  readonly sid: string;
  /** For instance `logs.eu-west-1.amazonaws.com`. */
  readonly service: string;
  readonly actions: readonly string[];
  /** Under which alone: without one, the service would use it in anybody's name. */
  readonly condition: NonNullable<Permission["condition"]>;
}

/** AWS's default, which leaves the key to IAM, and beside it the services that are named. */
export function keyPolicy(account: string, users: readonly KeyUser[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Iam",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      ...users.map(({ sid, service, actions, condition }) => ({
        Sid: sid,
        Effect: "Allow",
        Principal: { Service: service },
        Action: [...actions],
        Resource: "*",
        Condition: condition,
      })),
    ],
  });
}

/**
 * CloudWatch Logs, for one group.
 * Source: CloudWatch Logs user guide, "Encrypt log data using AWS KMS".
 */
export function logGroupUser(account: string, region: string, logGroup: string): KeyUser {
  return {
    sid: "Logs",
    service: `logs.${region}.amazonaws.com`,
    actions: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    condition: {
      ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:${logGroup}` },
    },
  };
}

/**
 * A service that publishes to one topic. SNS names the topic whenever it asks for a key, whoever publishes; the account
 * of the source it passes on of some services alone, and of EventBridge never.
 * Source: Amazon SNS developer guide, "Key management".
 */
export function publisherUser(sid: string, service: string, topicArn: string): KeyUser {
  return {
    sid,
    service,
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
  };
}

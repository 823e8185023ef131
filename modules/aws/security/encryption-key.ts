import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface EncryptionKeyProps {
  /** Parts of its alias, for instance `["gantry", "staging"]`. */
  readonly alias: readonly string[];
  readonly description: string;
  /** Log group that CloudWatch Logs may encrypt with it. @default - none */
  readonly logGroup?: LogGroupName;
  /** What services of AWS may do with it, to which IAM can't give anything. @default - nothing */
  readonly services?: { readonly account: string; readonly statements: readonly object[] };
}

/** A log group by what makes its ARN: it can't be referred to by the key that it needs. */
interface LogGroupName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** A customer-managed key that rotates every year; about $1 a month. Who may use it is left to IAM. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description, logGroup, services }: EncryptionKeyProps) {
    super(scope, id);
    const users = services ?? (logGroup === undefined ? undefined : usersOf(logGroup));
    const key = new KmsKey(this, "key", {
      description,
      enableKeyRotation: true,
      ...(users === undefined ? {} : { policy: policyFor(users) }),
    });
    new KmsAlias(this, "alias", { name: name("aws_kms_alias", "alias", ...alias), targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** CloudWatch Logs, for one log group. Source: CloudWatch Logs user guide, "Encrypt log data using AWS KMS". */
function usersOf({ account, region, name: logGroup }: LogGroupName): Required<EncryptionKeyProps>["services"] {
  const admitted = {
    Sid: "Logs",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: {
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:${logGroup}`,
      },
    },
  };
  return { account, statements: [admitted] };
}

/** AWS's default, which leaves it to IAM, and what the services may do. */
function policyFor({ account, statements }: Required<EncryptionKeyProps>["services"]): string {
  const iam = {
    Sid: "Iam",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [iam, ...statements] });
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { type KeyUser, keyPolicy, logGroupUser } from "./key-policy.js";

export interface EncryptionKeyProps {
  /** Parts of its alias, for instance `["gantry", "staging"]`. */
  readonly alias: readonly string[];
  readonly description: string;
  /** Log group that CloudWatch Logs may encrypt with it. @default - none */
  readonly logGroup?: LogGroupName;
  /** Services that may use it in the name of the account. @default none */
  readonly services?: { readonly account: string; readonly users: readonly KeyUser[] };
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
    const logs = logGroup === undefined ? [] : [logGroupUser(logGroup.account, logGroup.region, logGroup.name)];
    const account = logGroup?.account ?? services?.account;
    const key = new KmsKey(this, "key", {
      description,
      enableKeyRotation: true,
      ...(account === undefined ? {} : { policy: keyPolicy(account, [...logs, ...(services?.users ?? [])]) }),
    });
    new KmsAlias(this, "alias", { name: name("aws_kms_alias", "alias", ...alias), targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

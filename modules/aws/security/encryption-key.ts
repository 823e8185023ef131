import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface EncryptionKeyProps {
  /** Parts of its alias, for instance `["gantry", "staging"]`. */
  readonly alias: readonly string[];
  readonly description: string;
}

/** A customer-managed key that rotates every year; about $1 a month. Who may use it is left to IAM. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { alias, description }: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", { description, enableKeyRotation: true });
    new KmsAlias(this, "alias", { name: name("aws_kms_alias", "alias", ...alias), targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

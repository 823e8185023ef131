import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias/index.js";
import type { Construct } from "constructs";
import { pathInId } from "../../core/ids.js";

/**
 * The ARN of a key that somebody else made, and named by it or by `alias/<name>`: IAM takes no alias for a key. An alias
 * that isn't there fails the plan.
 *
 * @param id of what looks the alias up. @default - after the alias
 */
export function namedKeyArn(scope: Construct, key: string, id = pathInId(key)): string {
  return key.startsWith("arn:") ? key : new DataAwsKmsAlias(scope, id, { name: key }).targetKeyArn;
}

import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging/index.js";
import type { Construct } from "constructs";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { SecureBucket } from "../modules/aws/data/secure-bucket.js";
import { EncryptionKey } from "../modules/aws/security/encryption-key.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import { PlatformStack, type Target } from "./base.js";

export interface StateProps {
  readonly organization: OrganizationConfig;
  readonly target: Target;
  readonly stateKey: string;
  readonly account: string;
  readonly lifecycle: Lifecycle;
}

/** Time enough to find out that a state went wrong, and to take the version before. */
const STATE_VERSIONS_DAYS = 365;
const ACCESS_LOG_DAYS = 365;

/** The bucket that holds every state, its own included: `./gantry state bootstrap` brings it there. */
export class State extends PlatformStack {
  constructor(scope: Construct, id: string, props: StateProps) {
    super(scope, id, { ...props, region: props.organization.region });
    const { bucket } = props.organization.state;

    const key = new EncryptionKey(this, "key", { alias: ["gantry", "state"], description: "Terraform states" });
    const states = new SecureBucket(this, "states", { bucket, keyArn: key.arn, noncurrentDays: STATE_VERSIONS_DAYS });
    const log = new SecureBucket(this, "access-log", {
      bucket: `${bucket}-log`,
      noncurrentDays: 1,
      expireDays: ACCESS_LOG_DAYS,
      statements: [admitAccessLogs(`${bucket}-log`, props.account)],
    });
    new S3BucketLoggingA(this, "logging", { bucket: states.id, targetBucket: log.id, targetPrefix: "states/" });
    this.output("summary", { bucket });
  }
}

/** S3 delivers access logs only where a policy of the receiving bucket admits its log service. */
function admitAccessLogs(bucket: string, account: string): object {
  return {
    Sid: "AccessLogs",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  };
}

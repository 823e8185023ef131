import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule/index.js";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder/index.js";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status/index.js";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import { SecureBucket } from "../../data/secure-bucket.js";
import { EncryptionKey } from "../encryption-key.js";
import { policyDocument, trustService } from "../policy.js";
import { JUDGED_TYPES, MANAGED_RULES } from "./config-rules.js";

export interface RecorderProps {
  /** Prefix of names that must be unique in the world. */
  readonly organization: string;
  /** Name of the account among the organization's. */
  readonly accountName: string;
  readonly account: string;
  readonly region: string;
  /** Whether it records what its rules judge, or whatever there is. */
  readonly records: "judged" | "everything";
  readonly keepDays: number;
}

/** AWS Config takes one recorder and one channel of an account in a region; this is what its console calls them. */
const DEFAULT = "default";

/** What the recorder reads, of every type there is: AWS's own list, which grows with its services. It changes nothing. */
const READ = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole";

/** AWS Config in one account and region: what is set up how, since when, and what the rules say of it. */
export class Recorder extends Construct {
  private readonly props: RecorderProps;

  constructor(scope: Construct, id: string, props: RecorderProps) {
    super(scope, id);
    this.props = props;
    const { organization, accountName, region, keepDays } = props;
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", "config", accountName, region],
      description: `History of AWS Config of ${accountName} in ${region}`,
    });
    const bucket = new SecureBucket(this, "bucket", {
      bucket: name("aws_s3_bucket", organization, "config", accountName, region),
      keyArn: key.arn,
      noncurrentDays: 1,
      expireDays: keepDays,
    });
    const recording = this.record(this.role(bucket, key), bucket, key);
    for (const [rule, { identifier, judges }] of Object.entries(MANAGED_RULES)) {
      new ConfigConfigRule(this, rule, {
        // AWS refuses rules without a recorder.
        dependsOn: [recording],
        name: rule,
        source: { owner: "AWS", sourceIdentifier: identifier },
        ...(judges.length === 0 ? {} : { scope: { complianceResourceTypes: [...judges] } }),
      });
    }
  }

  private role(bucket: SecureBucket, { arn: keyArn }: EncryptionKey): IamRolePolicy {
    const { accountName, account, region } = this.props;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", "config", region),
      description: `Records what is set up in ${accountName}, ${region}`,
      assumeRolePolicy: trustService("config.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
    });
    new IamRolePolicyAttachment(this, "reads", { role: role.name, policyArn: READ });
    return new IamRolePolicy(this, "permissions", {
      role: role.name,
      policy: policyDocument([
        { actions: ["s3:GetBucketAcl", "s3:ListBucket"], resources: [bucket.arn] },
        { actions: ["s3:PutObject", "s3:PutObjectAcl"], resources: [`${bucket.arn}/AWSLogs/${account}/*`] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] },
      ]),
    });
  }

  private record(
    permissions: IamRolePolicy,
    bucket: SecureBucket,
    { arn: s3KmsKeyArn }: EncryptionKey,
  ): ConfigConfigurationRecorderStatus {
    const { account, records, region } = this.props;
    const recorder = new ConfigConfigurationRecorder(this, "recorder", {
      name: DEFAULT,
      roleArn: `arn:aws:iam::${account}:role/${name("aws_iam_role", "config", region)}`,
      recordingGroup:
        records === "everything"
          ? { allSupported: true }
          : {
              allSupported: false,
              resourceTypes: [...JUDGED_TYPES],
              recordingStrategy: [{ useOnly: "INCLUSION_BY_RESOURCE_TYPES" }],
            },
      dependsOn: [permissions],
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      // AWS tries both when it is told of them.
      dependsOn: [recorder],
      name: DEFAULT,
      s3BucketName: bucket.id,
      s3KmsKeyArn,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    });
    return new ConfigConfigurationRecorderStatus(this, "on", {
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
  }
}

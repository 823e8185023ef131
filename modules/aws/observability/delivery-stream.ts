import { type ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface DeliveryStreamProps {
  readonly name: string;
  readonly url: string;
  /** Secret that holds the key of the one who takes the lines. */
  readonly secretArn: string;
  /** In which it opens the secret and writes to the bucket. */
  readonly roleArn: string;
  /** Where what couldn't be delivered goes. */
  readonly bucketArn: string;
  readonly keyArn: string;
  /** Sent with every batch; the one who takes it makes tags of them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where it says what went wrong. */
  readonly logGroup: string;
  readonly logStream: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Seconds for which a batch that isn't taken is offered again, before it goes to the bucket. */
const RETRY_SECONDS = 300;

/**
 * A Firehose stream to an HTTP endpoint, whose key AWS opens itself: no plan and no state holds it.
 *
 * A class of its own in the place of the provider's binding, which knows every destination there is: to load it takes
 * longer than to write a whole environment, whether or not it forwards anything.
 */
export class DeliveryStream extends TerraformResource {
  static readonly tfResourceType = "aws_kinesis_firehose_delivery_stream";
  readonly arn: string;
  private readonly props: DeliveryStreamProps;

  constructor(scope: Construct, id: string, props: DeliveryStreamProps) {
    super(scope, id, { terraformResourceType: DeliveryStream.tfResourceType, dependsOn: [...props.dependsOn] });
    this.props = props;
    this.arn = this.getStringAttribute("arn");
  }

  /** The setting by which the name of a resource is known. */
  get nameInput(): string {
    return this.props.name;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { name, url, secretArn, roleArn, bucketArn, keyArn, attributes, logGroup, logStream } = this.props;
    return {
      name,
      destination: "http_endpoint",
      server_side_encryption: { enabled: true, key_type: "AWS_OWNED_CMK" },
      http_endpoint_configuration: {
        name: "Datadog",
        url,
        role_arn: roleArn,
        buffering_interval: 60,
        buffering_size: 4,
        retry_duration: RETRY_SECONDS,
        s3_backup_mode: "FailedDataOnly",
        secrets_manager_configuration: { enabled: true, secret_arn: secretArn, role_arn: roleArn },
        request_configuration: {
          content_encoding: "GZIP",
          common_attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, value })),
        },
        cloudwatch_logging_options: { enabled: true, log_group_name: logGroup, log_stream_name: logStream },
        s3_configuration: {
          bucket_arn: bucketArn,
          role_arn: roleArn,
          kms_key_arn: keyArn,
          compression_format: "GZIP",
          buffering_interval: 300,
          buffering_size: 5,
        },
      },
    };
  }
}

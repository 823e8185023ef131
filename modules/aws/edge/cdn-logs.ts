import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery/index.js";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination/index.js";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

/** Where CloudFront's logs of an environment go. */
export interface CdnLogsRef {
  readonly destinationArn: string;
  /** Provider of us-east-1, where all that concerns them is kept; the bucket may be anywhere. */
  readonly provider: TerraformProvider;
}

export interface CdnLogsProps {
  readonly environment: string;
  /** Its name, known once its policy admits the delivery: CloudWatch would write one of its own otherwise. */
  readonly bucket: string;
  readonly provider: TerraformProvider;
}

/** A bucket as the place of CloudFront's access logs, a line of JSON for every request. */
export class CdnLogs extends Construct {
  readonly ref: CdnLogsRef;

  constructor(scope: Construct, id: string, { environment, bucket, provider }: CdnLogsProps) {
    super(scope, id);
    const destination = new CloudwatchLogDeliveryDestination(this, "destination", {
      provider,
      name: name("aws_cloudwatch_log_delivery_destination", environment, "cdn"),
      outputFormat: "json",
      deliveryDestinationConfiguration: [{ destinationResourceArn: `arn:aws:s3:::${bucket}` }],
    });
    this.ref = { destinationArn: destination.arn, provider };
  }
}

export interface CdnLogDeliveryProps {
  readonly environment: string;
  /** What the distribution stands before. */
  readonly label: string;
  readonly distributionArn: string;
  readonly to: CdnLogsRef;
}

/** The way of one distribution's access logs. */
export class CdnLogDelivery extends Construct {
  constructor(scope: Construct, id: string, { environment, label, distributionArn, to }: CdnLogDeliveryProps) {
    super(scope, id);
    const { provider, destinationArn } = to;
    const source = new CloudwatchLogDeliverySource(this, "source", {
      provider,
      name: name("aws_cloudwatch_log_delivery_source", environment, label),
      logType: "ACCESS_LOGS",
      resourceArn: distributionArn,
    });
    new CloudwatchLogDelivery(this, "delivery", {
      provider,
      deliverySourceName: source.name,
      deliveryDestinationArn: destinationArn,
    });
  }
}

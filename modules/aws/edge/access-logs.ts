import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { SecureBucket } from "../data/secure-bucket.js";

export interface AccessLogsProps {
  /** Prefix of names that must be unique in the world. */
  readonly organization: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly retentionDays: number;
  /** Whether distributions of CloudFront bring theirs, too. */
  readonly cloudFront: boolean;
}

/**
 * The bucket to which a load balancer delivers a line for every request, every five minutes; and CloudFront.
 *
 * Encrypted with the key that S3 manages: ELB delivers with no other. Admitted is ELB's service, in the name of this
 * account's load balancers alone; the accounts of its own that ELB used in each region before, AWS no longer recommends.
 * Source: Elastic Load Balancing user guide, "Enable access logs for your Application Load Balancer".
 */
export class AccessLogs extends Construct {
  /** Name, known once ELB may write there: it tries when a load balancer is told of it. */
  readonly bucket: string;

  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    const { organization, environment, account, region, retentionDays, cloudFront } = props;
    const bucket = name("aws_s3_bucket", organization, environment, "access-logs");
    this.bucket = new SecureBucket(this, "bucket", {
      bucket,
      noncurrentDays: 1,
      expireDays: retentionDays,
      statements: [
        {
          Sid: "Delivery",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${bucket}/AWSLogs/${account}/*`,
          Condition: {
            ArnLike: { "aws:SourceArn": `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/*` },
          },
        },
        ...(cloudFront ? [fromCloudFront(bucket, account)] : []),
      ],
    }).id;
  }
}

/** Source: CloudWatch Logs user guide, "Logs sent to Amazon S3", of services that support V2 permissions. */
const fromCloudFront = (bucket: string, account: string) => ({
  Sid: "CloudFront",
  Effect: "Allow",
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `arn:aws:s3:::${bucket}/AWSLogs/${account}/CloudFront/*`,
  Condition: {
    StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:delivery-source:*` },
  },
});

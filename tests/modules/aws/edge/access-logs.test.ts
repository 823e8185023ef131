import { describe, expect, it } from "vitest";
import { AccessLogs } from "../../../../modules/aws/edge/access-logs.js";
import { PublicLoadBalancer } from "../../../../modules/aws/edge/public-load-balancer.js";
import { networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const place = { organization: "acme", environment: "staging", account: "222222222222", region: "eu-west-1" };

const stack = synth((scope) => {
  const { bucket } = new AccessLogs(scope, "access-logs", { ...place, retentionDays: 30, cloudFront: false });
  new PublicLoadBalancer(scope, "edge", { environment: "staging", network: networkRef, accessLogBucket: bucket });
});

describe("access logs", () => {
  it("go to a bucket once ELB is admitted to it", () => {
    expect(stack.one("aws_lb")["access_logs"]).toEqual({ bucket: "${access-logs/bucket/policy.id}", enabled: true });
    expect(stack.one("aws_s3_bucket")).toEqual({ bucket: "acme-staging-access-logs" });
  });

  it("are written by ELB alone, for load balancers of this account and region", () => {
    const { policy } = stack.one("aws_s3_bucket_policy");
    expect(statementsOf(policy).filter(({ Effect }) => Effect === "Allow")).toEqual([
      {
        Sid: "Delivery",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::acme-staging-access-logs/AWSLogs/222222222222/*"],
        Condition: {
          ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:222222222222:loadbalancer/*" },
        },
      },
    ]);
  });

  it("of CloudFront are delivered beside them, by sources of this account alone", () => {
    const both = synth((scope) => {
      new AccessLogs(scope, "access-logs", { ...place, retentionDays: 30, cloudFront: true });
    });
    const { policy } = both.one("aws_s3_bucket_policy");
    const allowed = statementsOf(policy).filter(({ Effect }) => Effect === "Allow");
    expect(allowed).toHaveLength(2);
    expect(allowed[1]).toEqual({
      Sid: "CloudFront",
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: ["arn:aws:s3:::acme-staging-access-logs/AWSLogs/222222222222/CloudFront/*"],
      Condition: {
        StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": "222222222222" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-1:222222222222:delivery-source:*" },
      },
    });
  });

  it("are encrypted with the key of S3, the only one with which ELB delivers", () => {
    expect(stack.one("aws_s3_bucket_server_side_encryption_configuration")["rule"]).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false },
    ]);
  });

  it("go after their time", () => {
    expect(stack.one("aws_s3_bucket_lifecycle_configuration")["rule"]).toMatchObject([{ expiration: [{ days: 30 }] }]);
  });
});

import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import { configuration } from "../support/configuration.js";
import { withSite } from "../support/edge.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";
import { statementsOf } from "../support/values.js";

function staging(edge?: object): Synthesized {
  const changes = { ...withSite, ...(edge === undefined ? {} : { "staging.edge": edge }) };
  return changedStack(changes);
}

const allowedBy = (policy: unknown) => statementsOf(policy).filter(({ Effect }) => Effect === "Allow");

describe("a bucket that is a site", () => {
  const stack = staging();
  const only = {
    Principal: { Service: "cloudfront.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceArn": "${site-pages/distribution.arn}" } },
  };

  it("is read by its own distribution, and by no other", () => {
    const { policy } = stack.at("aws_s3_bucket_policy", "store-pages/bucket/policy");
    const arn = "${store-pages/bucket/bucket.arn}";
    expect(allowedBy(policy)).toEqual([
      { Sid: "Site", Effect: "Allow", ...only, Action: ["s3:GetObject"], Resource: [`${arn}/*`] },
      { Sid: "Missing", Effect: "Allow", ...only, Action: ["s3:ListBucket"], Resource: [arn] },
    ]);
    expect(stack.at("aws_s3_bucket_public_access_block", "store-pages/bucket/closed")).toMatchObject({
      block_public_policy: true,
      restrict_public_buckets: true,
    });
  });

  it("has a key of its own, which that distribution may read with, and nobody else but by IAM", () => {
    const { policy } = stack.at("aws_kms_key", "site-pages-key/key");
    expect(allowedBy(policy)).toEqual([
      {
        Sid: "Iam",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: ["kms:*"],
        Resource: ["*"],
      },
      { Sid: "Site", Effect: "Allow", ...only, Action: ["kms:Decrypt"], Resource: ["*"] },
    ]);
    expect(
      stack.at("aws_s3_bucket_server_side_encryption_configuration", "store-pages/bucket/encryption")["rule"],
    ).toMatchObject([{ apply_server_side_encryption_by_default: { kms_master_key_id: "${site-pages-key/key.arn}" } }]);
  });

  it("is filled by services with that key", () => {
    const policies = stack.all("aws_iam_role_policy").flatMap(({ policy }) => statementsOf(policy));
    const writes = policies.filter(({ Resource }) => Resource.includes("${store-pages/bucket/bucket.arn}/*"));
    expect(writes.map(({ Action }) => Action)).toEqual([["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]]);
    expect(policies.some(({ Resource }) => Resource.includes("${site-pages-key/key.arn}"))).toBe(true);
  });

  it("has its name under the environment's domain, and a certificate where CloudFront looks for it", () => {
    expect(stack.one("aws_cloudfront_distribution")).toMatchObject({
      aliases: ["app.staging.aws.acme.test"],
      viewer_certificate: { acm_certificate_arn: "${cdn-certificate/validation.certificate_arn}" },
    });
    const elsewhere = stack.resources().filter(({ resource }) => resource["provider"] === "aws.cdn");
    expect(elsewhere.map(({ path }) => path)).toEqual(["cdn-certificate/certificate", "cdn-certificate/validation"]);
  });

  it("is told of in the summary of a deploy", () => {
    expect(stack.json.output?.["summary"]).toMatchObject({
      value: { sites: { pages: "https://app.staging.aws.acme.test" } },
    });
  });

  it("leaves the load balancer as it was", () => {
    const plain = synthPlatform({ configuration: configuration(), target: "aws", stacks: ["staging"] }).get("staging");
    expect(entranceOf(stack)).toEqual(entranceOf(plain));
  });
});

function entranceOf(written: Synthesized | undefined) {
  return written?.resources().filter(({ path }) => path.startsWith("edge/"));
}

describe("a site of an environment with a firewall and access logs", () => {
  const stack = staging({ accessLogs: {}, firewall: { action: "block", requestsPer5Minutes: 2000 } });

  it("has a firewall of CloudFront's, beside the load balancer's", () => {
    expect(stack.pathsOf("aws_wafv2_web_acl")).toEqual(["cdn-firewall/acl", "firewall/acl"]);
    expect(stack.one("aws_cloudfront_distribution")["web_acl_id"]).toBe("${cdn-firewall/acl.arn}");
  });

  it("logs into the same bucket, once its policy admits that", () => {
    expect(stack.one("aws_cloudwatch_log_delivery_destination")).toMatchObject({
      name: "staging-cdn",
      output_format: "json",
      delivery_destination_configuration: [
        { destination_resource_arn: "arn:aws:s3:::${access-logs/bucket/policy.id}" },
      ],
    });
    expect(stack.one("aws_cloudwatch_log_delivery_source")["resource_arn"]).toBe("${site-pages/distribution.arn}");
  });
});

import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import { connectionLines } from "../support/connections.js";
import { behindCloudFront } from "../support/edge.js";
import type { Synthesized } from "../support/synth.js";

function staging(edge: object): Synthesized {
  const changes = { ...behindCloudFront, "staging.edge": edge };
  return changedStack(changes);
}

const entrances = (stack: Synthesized) => connectionLines(stack).filter((line) => line.startsWith("in edge/group"));

describe("an environment behind CloudFront", () => {
  const stack = staging({ cdn: {}, firewall: { action: "block", requestsPer5Minutes: 2000, logs: true } });

  it("is found at CloudFront by all its names, and by CloudFront at a name that no service can have", () => {
    const leads = stack
      .resources()
      .filter(({ type, path }) => type === "aws_route53_record" && path.startsWith("edge/"))
      .map(({ path, resource }) => [path, resource["name"], (resource["alias"] as { name: string }).name]);
    expect(leads).toEqual([
      ["edge/host-api", "api.staging.aws.acme.test", "${edge/cdn/distribution.domain_name}"],
      ["edge/origin", "0-origin.staging.aws.acme.test", "${edge/balancer.dns_name}"],
      ["edge/record", "staging.aws.acme.test", "${edge/cdn/distribution.domain_name}"],
    ]);
  });

  it("admits CloudFront alone, on HTTPS alone", () => {
    expect(entrances(stack)).toEqual(["in edge/group 443 ${data.edge/cloudfront.id}: from CloudFront: HTTPS"]);
    expect(Object.values(stack.json.data?.["aws_ec2_managed_prefix_list"] ?? {})).toMatchObject([
      { name: "com.amazonaws.global.cloudfront.origin-facing" },
    ]);
  });

  it("admits the world as well while its names move there", () => {
    expect(entrances(staging({ cdn: { admit: "everyone" } }))).toEqual(entrances(staging({})));
  });

  it("serves every path and method over HTTPS, and keeps nothing that nobody allowed", () => {
    expect(stack.one("aws_cloudfront_distribution")).toEqual({
      enabled: true,
      comment: "Before 0-origin.staging.aws.acme.test",
      aliases: ["staging.aws.acme.test", "api.staging.aws.acme.test"],
      http_version: "http2and3",
      price_class: "PriceClass_100",
      web_acl_id: "${cdn-firewall/acl.arn}",
      origin: [
        {
          origin_id: "load-balancer",
          domain_name: "0-origin.staging.aws.acme.test",
          custom_origin_config: {
            http_port: 80,
            https_port: 443,
            origin_protocol_policy: "https-only",
            origin_ssl_protocols: ["TLSv1.2"],
          },
        },
      ],
      default_cache_behavior: {
        target_origin_id: "load-balancer",
        viewer_protocol_policy: "redirect-to-https",
        allowed_methods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
        cached_methods: ["GET", "HEAD"],
        cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        origin_request_policy_id: "216adef6-5c7f-47e4-b989-5492eafa07d3",
        compress: true,
      },
      restrictions: { geo_restriction: { restriction_type: "none" } },
      viewer_certificate: {
        acm_certificate_arn: "${cdn-certificate/validation.certificate_arn}",
        ssl_support_method: "sni-only",
        minimum_protocol_version: "TLSv1.2_2021",
      },
    });
  });

  it("keeps on request what services allow, and answers from everywhere", () => {
    expect(staging({ cdn: { cache: "origin", reach: "world" } }).one("aws_cloudfront_distribution")).toMatchObject({
      default_cache_behavior: { cache_policy_id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe" },
      price_class: "PriceClass_All",
    });
  });

  it("has its certificate and its firewall in the one region where CloudFront looks for them", () => {
    const elsewhere = stack.resources().filter(({ resource }) => resource["provider"] === "aws.cdn");
    expect(elsewhere.map(({ path }) => path)).toEqual([
      "cdn-certificate/certificate",
      "cdn-certificate/validation",
      "cdn-firewall/acl",
      "cdn-firewall/delivery",
      "cdn-firewall/logging",
      "cdn-firewall/logs",
    ]);
    const providers = stack.json.provider?.["aws"] ?? [];
    expect(providers.find(({ alias }) => alias === "cdn")).toMatchObject({ region: "us-east-1" });
    expect(stack.one("aws_wafv2_web_acl")["scope"]).toBe("CLOUDFRONT");
    expect(stack.all("aws_wafv2_web_acl_association")).toEqual([]);
  });

  it("proves both certificates by one record, which stays when CloudFront goes", () => {
    const proofs = stack.all("aws_acm_certificate_validation").map((one) => one["validation_record_fqdns"]);
    expect(proofs).toEqual([["${certificate/proof.fqdn}"], ["${certificate/proof.fqdn}"]]);
    expect(stack.pathsOf("aws_route53_record").filter((path) => path.endsWith("proof"))).toEqual(["certificate/proof"]);
  });

  it("brings its access logs to those of the load balancer, which sees no client", () => {
    const logged = staging({ cdn: {}, accessLogs: {} });
    expect(logged.one("aws_cloudwatch_log_delivery_source")).toMatchObject({
      name: "staging-cdn",
      resource_arn: "${edge/cdn/distribution.arn}",
    });
    expect(logged.one("aws_cloudwatch_log_delivery")["delivery_destination_arn"]).toBe("${cdn-logs/destination.arn}");
  });
});

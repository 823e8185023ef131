import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { describe, expect, it } from "vitest";
import { Site, type SiteProps } from "../../../../modules/aws/edge/site.js";
import { synth } from "../../../support/synth.js";

const props: SiteProps = {
  environment: "staging",
  store: "pages",
  bucket: { arn: "arn:aws:s3:::acme-staging-pages", domainName: "acme-staging-pages.s3.eu-west-1.amazonaws.com" },
  host: "app.staging.acme.test",
  zoneId: "zone-1",
  certificateArn: "arn:certificate",
  reach: "europe-america",
  index: "index.html",
  singlePage: false,
};

const site = (more: Partial<SiteProps> = {}) => synth((scope) => void new Site(scope, "site", { ...props, ...more }));

const distribution = (more: Partial<SiteProps> = {}) => site(more).one("aws_cloudfront_distribution");

describe("a site", () => {
  const stack = site();

  it("serves what a bucket holds, read only, over HTTPS, with the headers that browsers want", () => {
    expect(stack.one("aws_cloudfront_distribution")).toEqual({
      enabled: true,
      comment: "staging: pages",
      aliases: ["app.staging.acme.test"],
      default_root_object: "index.html",
      http_version: "http2and3",
      is_ipv6_enabled: true,
      price_class: "PriceClass_100",
      origin: [
        {
          origin_id: "bucket",
          domain_name: "acme-staging-pages.s3.eu-west-1.amazonaws.com",
          origin_access_control_id: "${site/access.id}",
        },
      ],
      default_cache_behavior: {
        target_origin_id: "bucket",
        viewer_protocol_policy: "redirect-to-https",
        allowed_methods: ["GET", "HEAD", "OPTIONS"],
        cached_methods: ["GET", "HEAD"],
        cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
        response_headers_policy_id: "67f7725c-6f97-4210-82d7-5512b31e9d03",
        compress: true,
      },
      restrictions: { geo_restriction: { restriction_type: "none" } },
      viewer_certificate: {
        acm_certificate_arn: "arn:certificate",
        ssl_support_method: "sni-only",
        minimum_protocol_version: "TLSv1.2_2021",
      },
    });
  });

  it("signs everything that it asks of the bucket", () => {
    expect(stack.one("aws_cloudfront_origin_access_control")).toEqual({
      name: "staging-pages",
      description: "app.staging.acme.test reads pages",
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
  });

  it("is found by IPv4 and IPv6", () => {
    const alias = {
      name: "${site/distribution.domain_name}",
      zone_id: "${site/distribution.hosted_zone_id}",
      evaluate_target_health: false,
    };
    const record = { zone_id: "zone-1", name: "app.staging.acme.test", alias };
    expect(stack.all("aws_route53_record")).toEqual([
      { ...record, type: "A" },
      { ...record, type: "AAAA" },
    ]);
  });

  it("answers unknown paths with its index where the application reads them itself, else with a page of its own", () => {
    const answer = { error_code: 404, error_caching_min_ttl: 10 };
    expect(distribution({ singlePage: true })["custom_error_response"]).toEqual([
      { ...answer, response_code: 200, response_page_path: "/index.html" },
    ]);
    expect(distribution({ notFound: "404.html" })["custom_error_response"]).toEqual([
      { ...answer, response_code: 404, response_page_path: "/404.html" },
    ]);
  });

  it("says what its pages may load by a policy of its own, beside all that AWS's says", () => {
    const strict = site({ contentSecurityPolicy: "default-src 'self'" });
    expect(strict.one("aws_cloudfront_response_headers_policy")).toEqual({
      name: "staging-pages",
      comment: "What the pages of pages may load",
      security_headers_config: {
        content_security_policy: { content_security_policy: "default-src 'self'", override: true },
        content_type_options: { override: true },
        frame_options: { frame_option: "SAMEORIGIN", override: false },
        referrer_policy: { referrer_policy: "strict-origin-when-cross-origin", override: false },
        strict_transport_security: { access_control_max_age_sec: 31536000, override: false },
      },
    });
    expect(strict.one("aws_cloudfront_distribution")["default_cache_behavior"]).toMatchObject({
      response_headers_policy_id: "${site/headers.id}",
    });
  });

  it("stands behind a firewall, answers from everywhere and keeps a log where that is chosen", () => {
    const logged = synth((scope) => {
      const provider = new AwsProvider(scope, "cdn", { region: "us-east-1", alias: "cdn" });
      const logs = { destinationArn: "arn:destination", provider };
      new Site(scope, "site", { ...props, webAclArn: "arn:acl", reach: "world", logs });
    });
    expect(logged.one("aws_cloudfront_distribution")).toMatchObject({
      web_acl_id: "arn:acl",
      price_class: "PriceClass_All",
    });
    expect(logged.one("aws_cloudwatch_log_delivery_source")).toEqual({
      provider: "aws.cdn",
      name: "staging-site-pages",
      log_type: "ACCESS_LOGS",
      resource_arn: "${site/distribution.arn}",
    });
    expect(logged.one("aws_cloudwatch_log_delivery")).toEqual({
      provider: "aws.cdn",
      delivery_source_name: "${site/logs/source.name}",
      delivery_destination_arn: "arn:destination",
    });
  });
});

import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution/index.js";
import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl/index.js";
import type { Resource } from "../../support/synth.js";
import { statementsOf, valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

/** Who brings access logs. */
const DELIVERERS: readonly unknown[] = [
  "logdelivery.elasticloadbalancing.amazonaws.com",
  // Of CloudFront.
  "delivery.logs.amazonaws.com",
];

const accessLogs: Policy = {
  promise: "delivers access logs to buckets that nobody else may write, with the one encryption that ELB can",
  violations: (stack) =>
    stack.all("aws_lb").flatMap((balancer) => {
      const bucket = valueAt(balancer, "access_logs.bucket");
      if (bucket === undefined) return [];
      const policy = stack.resources().find(({ path }) => bucket === `\${${path}.id}`)?.resource;
      if (policy?.["policy"] === undefined) return [`${String(balancer["name"])} logs before its bucket admits it`];
      const encryption = stack
        .all("aws_s3_bucket_server_side_encryption_configuration")
        .find((one) => one["bucket"] === policy["bucket"]);
      const algorithm = valueAt(encryption ?? {}, "rule.0.apply_server_side_encryption_by_default.sse_algorithm");
      const allowed = statementsOf(policy["policy"]).filter(({ Effect }) => Effect === "Allow");
      const exact = allowed.every(
        ({ Principal, Action, Condition }) =>
          DELIVERERS.includes(valueAt(Principal as Resource, "Service")) &&
          Action.join() === "s3:PutObject" &&
          JSON.stringify(Condition).includes("aws:SourceArn"),
      );
      return [
        ...(algorithm === "AES256" ? [] : [`${String(balancer["name"])}: encrypted by ${String(algorithm)}`]),
        ...(exact && allowed.length > 0 ? [] : [`${String(balancer["name"])}: its bucket admits others`]),
      ];
    }),
  broken: (scope) => {
    const bucket = new S3Bucket(scope, "bucket", { bucket: "logs" });
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }];
    const policy = new S3BucketPolicy(scope, "policy", { bucket: bucket.id, policy: JSON.stringify({ Statement }) });
    new Lb(scope, "balancer", { name: "edge", accessLogs: { bucket: policy.id } });
  },
};

const watchedSides: Policy = {
  promise: "shares a name between sides only while each is asked whether it is well",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ resource }) => resource["weighted_routing_policy"] !== undefined)
      .filter(
        ({ resource }) =>
          resource["health_check_id"] === undefined && valueAt(resource, "alias.evaluate_target_health") !== true,
      )
      .map(({ path }) => `${path} is answered even when it is ill`),
  broken: (scope) => {
    new Route53Record(scope, "record", {
      zoneId: "zone-1",
      name: "www",
      type: "A",
      records: ["203.0.113.7"],
      setIdentifier: "old",
      weightedRoutingPolicy: { weight: 1 },
    });
  },
};

const firewalls: Policy = {
  promise: "puts every firewall before something, and counts what its rules meet",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_wafv2_web_acl")
      .flatMap(({ path, resource }) => {
        const arn = `\${${path}.arn}`;
        const named = [
          ...stack.all("aws_wafv2_web_acl_association").map((one) => one["web_acl_arn"]),
          ...stack.all("aws_cloudfront_distribution").map((one) => one["web_acl_id"]),
        ];
        const rules = [resource, ...((resource["rule"] ?? []) as readonly Resource[])];
        const counted = rules.every((rule) => valueAt(rule, "visibility_config.cloudwatch_metrics_enabled") === true);
        return [
          ...(named.includes(arn) ? [] : [`${path} stands before nothing`]),
          ...(counted ? [] : [`${path} has a rule that nobody counts`]),
        ];
      }),
  broken: (scope) => {
    new Wafv2WebAcl(scope, "acl", {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "acl", sampledRequestsEnabled: false },
    });
  },
};

const distributions: Policy = {
  promise: "answers by CloudFront over HTTPS alone, with TLS 1.2 at least, and asks no origin otherwise",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_cloudfront_distribution")
      .flatMap(({ path, resource }) => {
        const toClients = valueAt(resource, "default_cache_behavior.viewer_protocol_policy") === "redirect-to-https";
        const modern = valueAt(resource, "viewer_certificate.minimum_protocol_version") === "TLSv1.2_2021";
        const origins = (resource["origin"] ?? []) as readonly Resource[];
        const toOrigins = origins.every(
          (origin) =>
            origin["origin_access_control_id"] !== undefined ||
            valueAt(origin, "custom_origin_config.origin_protocol_policy") === "https-only",
        );
        return [
          ...(toClients && modern ? [] : [`${path} answers otherwise`]),
          ...(toOrigins && origins.length > 0 ? [] : [`${path} asks otherwise`]),
        ];
      }),
  broken: (scope) => {
    new CloudfrontDistribution(scope, "distribution", {
      enabled: true,
      origin: [{ originId: "bucket", domainName: "pages.s3.amazonaws.com" }],
      defaultCacheBehavior: {
        targetOriginId: "bucket",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
  },
};

const readers: Policy = {
  promise: "lets CloudFront read in the name of one distribution of its own, and do nothing else",
  violations: (stack) => {
    const own = stack.pathsOf("aws_cloudfront_distribution").map((path) => `\${${path}.arn}`);
    const allowed = ["s3:GetObject", "s3:ListBucket", "kms:Decrypt"];
    return stack
      .resources()
      .filter(({ type, resource }) => ["aws_s3_bucket_policy", "aws_kms_key"].includes(type) && "policy" in resource)
      .flatMap(({ path, resource }) =>
        statementsOf(resource["policy"])
          .filter(({ Principal }) => valueAt({ Principal }, "Principal.Service") === "cloudfront.amazonaws.com")
          .flatMap(({ Action, Condition }) => {
            const named = valueAt({ Condition }, "Condition.StringEquals.aws:SourceArn");
            return own.includes(String(named)) && Action.every((action) => allowed.includes(action)) ? [] : [path];
          }),
      );
  },
  broken: (scope) => {
    const Statement = [
      { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject", Resource: "*" },
    ];
    new S3BucketPolicy(scope, "policy", { bucket: "pages", policy: JSON.stringify({ Statement }) });
  },
};

export const edge: readonly Policy[] = [accessLogs, watchedSides, firewalls, distributions, readers];

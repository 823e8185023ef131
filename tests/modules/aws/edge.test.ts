import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Certificate } from "../../../modules/aws/edge/certificate.js";
import { DelegatedZone } from "../../../modules/aws/edge/delegated-zone.js";
import { PublicLoadBalancer, type PublicLoadBalancerProps } from "../../../modules/aws/edge/public-load-balancer.js";
import { connectionLines } from "../../support/connections.js";
import { networkRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const props: PublicLoadBalancerProps = { environment: "staging", network: networkRef };
const publicName = {
  domain: "staging.acme.test",
  zoneId: "zone-1",
  certificateArn: "arn:certificate",
  proof: "_proof",
};
const balancer = (more: Partial<PublicLoadBalancerProps> = {}) =>
  synth((scope) => {
    const { ref } = new PublicLoadBalancer(scope, "edge", { ...props, ...more });
    new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
  });

const redirect = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } };
const notFound = {
  type: "fixed-response",
  fixed_response: { content_type: "text/plain", message_body: "Not found", status_code: "404" },
};

describe("the public load balancer reached by IPv6", () => {
  const stack = balancer({ publicName, ipv6: true });

  it("admits the world by both protocols on 80 and 443, and reaches services as before", () => {
    expect(connectionLines(stack)).toEqual([
      "in edge/group 443 0.0.0.0/0: from anywhere: HTTPS",
      "in edge/group 443 ::/0: from anywhere: HTTPS",
      "in edge/group 80 0.0.0.0/0: from anywhere: redirect to HTTPS",
      "in edge/group 80 ::/0: from anywhere: redirect to HTTPS",
    ]);
  });

  it("has addresses of both kinds, by a change in place", () => {
    expect(stack.one("aws_lb")).toEqual({ ...balancer({ publicName }).one("aws_lb"), ip_address_type: "dualstack" });
    expect(stack.all("aws_route53_record").map(({ type }) => type)).toEqual(["A", "AAAA"]);
  });

  it("loses them again when they are no longer chosen, which Terraform does for no argument that is left out", () => {
    expect(balancer({ publicName, ipv6: false }).one("aws_lb")["ip_address_type"]).toBe("ipv4");
    expect(balancer({ publicName }).one("aws_lb")).not.toHaveProperty("ip_address_type");
  });

  it("leaves IPv6 to CloudFront where that alone is admitted", () => {
    const cdn = { certificateArn: "arn:certificate", cache: "none", reach: "world", admit: "cloudfront" } as const;
    const behind = balancer({ publicName, ipv6: true, cdn });
    expect(behind.one("aws_lb")["ip_address_type"]).toBe("ipv4");
    expect(behind.one("aws_cloudfront_distribution")["is_ipv6_enabled"]).toBe(true);
    expect(connectionLines(behind).filter((line) => line.includes("::/0"))).toEqual([]);
    expect(behind.all("aws_route53_record").map(({ type, name }) => [type, name])).toEqual([
      ["A", "0-origin.staging.acme.test"],
      ["A", "staging.acme.test"],
      ["AAAA", "staging.acme.test"],
    ]);
  });
});

describe("the public load balancer of a domain", () => {
  const stack = balancer({ publicName });

  it("admits the world on 80 and 443 and on nothing else", () => {
    expect(connectionLines(stack)).toEqual([
      "in edge/group 443 0.0.0.0/0: from anywhere: HTTPS",
      "in edge/group 80 0.0.0.0/0: from anywhere: redirect to HTTPS",
    ]);
  });

  it("serves HTTPS, answers 404 to what no service claims, and only redirects plain HTTP", () => {
    expect(stack.all("aws_lb_listener")).toEqual([
      { load_balancer_arn: "${edge/balancer.arn}", port: 80, protocol: "HTTP", default_action: [redirect] },
      {
        load_balancer_arn: "${edge/balancer.arn}",
        port: 443,
        protocol: "HTTPS",
        certificate_arn: "arn:certificate",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        default_action: [notFound],
      },
    ]);
  });

  it("is found under the domain", () => {
    expect(stack.one("aws_route53_record")).toEqual({
      zone_id: "zone-1",
      name: "staging.acme.test",
      type: "A",
      alias: {
        name: "${edge/balancer.dns_name}",
        zone_id: "${edge/balancer.zone_id}",
        evaluate_target_health: true,
      },
    });
  });

  it("lets services attach to HTTPS", () => {
    expect(stack.readable(stack.json.output?.["ref"]?.["value"])).toEqual({
      label: "load balancer",
      securityGroupId: "${edge/group/group.id}",
      name: "staging-public",
      metricName: "${edge/balancer.arn_suffix}",
      listenerArn: "${edge/https.arn}",
      domain: "staging.acme.test",
      url: "https://staging.acme.test",
    });
  });
});

describe("the public load balancer without a domain", () => {
  const stack = balancer();

  it("serves plain HTTP on 80 and opens nothing else", () => {
    expect(connectionLines(stack)).toEqual(["in edge/group 80 0.0.0.0/0: from anywhere: HTTP"]);
    expect(stack.all("aws_lb_listener")).toEqual([
      { load_balancer_arn: "${edge/balancer.arn}", port: 80, protocol: "HTTP", default_action: [notFound] },
    ]);
    expect(stack.all("aws_route53_record")).toEqual([]);
  });

  it("lets services attach to HTTP", () => {
    expect(stack.readable(stack.json.output?.["ref"]?.["value"])).toMatchObject({
      listenerArn: "${edge/http.arn}",
      url: "http://${edge/balancer.dns_name}",
    });
  });
});

describe("every public load balancer", () => {
  it("stands in the public subnets and drops malformed headers", () => {
    expect(balancer().one("aws_lb")).toMatchObject({
      name: "staging-public",
      subnets: ["public-a", "public-b"],
      security_groups: ["${edge/group/group.id}"],
      drop_invalid_header_fields: true,
      idle_timeout: 60,
    });
    expect(balancer({ idleTimeoutSeconds: 3600 }).one("aws_lb")).toMatchObject({ idle_timeout: 3600 });
  });
});

describe("a certificate", () => {
  const stack = synth((scope) => {
    const { arn } = new Certificate(scope, "certificate", { domain: "staging.acme.test", zoneId: "zone-1" });
    new TerraformOutput(scope, "arn", { value: arn, staticId: true });
  });

  it("covers the domain and every name directly under it", () => {
    expect(stack.one("aws_acm_certificate")).toEqual({
      domain_name: "staging.acme.test",
      subject_alternative_names: ["*.staging.acme.test"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
    });
  });

  it("is known only once it is valid", () => {
    expect(stack.readable(stack.json.output?.["arn"]?.["value"])).toBe("${certificate/validation.certificate_arn}");
    expect(stack.one("aws_acm_certificate_validation")["validation_record_fqdns"]).toEqual([
      "${certificate/proof.fqdn}",
    ]);
    expect(stack.one("aws_route53_record")).toMatchObject({ zone_id: "zone-1", ttl: 60, allow_overwrite: true });
  });
});

describe("a delegated zone", () => {
  it("is announced in the zone above, in that zone's account", () => {
    const stack = synth((scope) => {
      const parentProvider = new AwsProvider(scope, "aws-ops", { alias: "ops", region: "eu-west-1" });
      new DelegatedZone(scope, "zone", { domain: "staging.acme.test", parentZoneId: "zone-0", parentProvider });
    });
    expect(stack.one("aws_route53_zone")).toMatchObject({ name: "staging.acme.test" });
    expect(stack.one("aws_route53_record")).toEqual({
      provider: "aws.ops",
      zone_id: "zone-0",
      name: "staging.acme.test",
      type: "NS",
      ttl: 300,
      records: "${zone/zone.name_servers}",
    });
  });
});

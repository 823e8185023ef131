import { describe, expect, it } from "vitest";
import { issuedBy, type OldTarget, publicNames, type Ramp } from "../../../../modules/aws/edge/public-names.js";
import { synth } from "../../../support/synth.js";

const names = (ramp?: Ramp) =>
  synth((scope) => {
    publicNames(scope, {
      zoneId: "zone-1",
      domain: "staging.acme.test",
      hosts: ["api"],
      target: { dnsName: "new.elb", zoneId: "zone-elb", watched: true },
      ...(ramp === undefined ? {} : { ramp }),
    });
  });
const balancer: OldTarget = { kind: "load-balancer", dnsName: "old.elb", zoneId: "zone-old" };
const servers: OldTarget = {
  kind: "addresses",
  addresses: ["203.0.113.7", "203.0.113.8"],
  health: { path: "/healthz", port: 443 },
};
const common = { zone_id: "zone-1", type: "A" };
const domain = { ...common, name: "staging.acme.test" };
const alias = { name: "new.elb", zone_id: "zone-elb", evaluate_target_health: true };

/** Weight by the path of each record. */
const weights = (ramp: Ramp) =>
  Object.fromEntries(
    names(ramp)
      .resources()
      .filter(({ type }) => type === "aws_route53_record")
      .map(({ path, resource }) => [path, resource["weighted_routing_policy"]]),
  );

/** Everything but the weights. */
const unweighted = (ramp: Ramp) =>
  names(ramp)
    .resources()
    .map(({ address, resource }) => [address, { ...resource, weighted_routing_policy: undefined }]);

describe("public names", () => {
  it("lead here alone, without a ramp", () => {
    expect(names().all("aws_route53_record")).toEqual([
      { ...common, name: "api.staging.acme.test", alias },
      { ...domain, alias },
    ]);
  });

  it("lead here by IPv6 too, where that is chosen", () => {
    const stack = synth((scope) => {
      const target = { dnsName: "new.elb", zoneId: "zone-elb", watched: true };
      publicNames(scope, { zoneId: "zone-1", domain: "staging.acme.test", hosts: ["api"], target, ipv6: true });
    });
    const records = stack.resources().map(({ path, resource }) => [path, resource["name"], resource["type"]]);
    expect(records).toEqual([
      ["host-api", "api.staging.acme.test", "A"],
      ["host-api-ipv6", "api.staging.acme.test", "AAAA"],
      ["record", "staging.acme.test", "A"],
      ["record-ipv6", "staging.acme.test", "AAAA"],
    ]);
    expect(stack.at("aws_route53_record", "record-ipv6")["alias"]).toEqual(alias);
  });

  it("are shared with an old load balancer, which Route 53 leaves out while it is ill", () => {
    const stack = names({ to: 10, old: balancer });
    expect(stack.at("aws_route53_record", "record")).toEqual({
      ...domain,
      alias,
      set_identifier: "new",
      weighted_routing_policy: { weight: 10 },
    });
    expect(stack.at("aws_route53_record", "record-old")).toEqual({
      ...domain,
      alias: { name: "old.elb", zone_id: "zone-old", evaluate_target_health: true },
      set_identifier: "old",
      weighted_routing_policy: { weight: 90 },
      depends_on: ["record"],
    });
    expect(stack.pathsOf("aws_route53_record")).toEqual(["host-api", "host-api-old", "record", "record-old"]);
    expect(stack.all("aws_route53_health_check")).toEqual([]);
  });

  it("are shared with old servers, each of which is asked whether it is well", () => {
    const stack = names({ to: 10, old: servers });
    expect(stack.at("aws_route53_record", "record-old-2")).toEqual({
      ...domain,
      ttl: 60,
      records: ["203.0.113.8"],
      health_check_id: "${old-health-2.id}",
      set_identifier: "old-2",
      weighted_routing_policy: { weight: 90 },
      depends_on: ["record"],
    });
    expect(stack.at("aws_route53_health_check", "old-health-2")).toEqual({
      type: "HTTPS",
      ip_address: "203.0.113.8",
      port: 443,
      resource_path: "/healthz",
      fqdn: "staging.acme.test",
      enable_sni: true,
      request_interval: 10,
      failure_threshold: 3,
      tags: { Name: "staging.acme.test old 2" },
    });
  });

  it("are shared exactly, whatever stands on the old side", () => {
    const [one, two] = [balancer, servers].map((old) => weights({ to: 25, old }));
    expect(one).toMatchObject({ record: { weight: 25 }, "record-old": { weight: 75 } });
    // 50 of 200.
    expect(two).toMatchObject({
      record: { weight: 50 },
      "record-old-1": { weight: 75 },
      "record-old-2": { weight: 75 },
    });
  });

  it("never need a weight that Route 53 doesn't take", () => {
    for (const to of [0, 1, 50, 99, 100]) {
      const given = Object.values(weights({ to, old: servers })) as { readonly weight: number }[];
      expect(given.every(({ weight }) => Number.isInteger(weight) && weight >= 0 && weight <= 255)).toBe(true);
    }
  });

  it("move by their weights and nothing else", () => {
    expect(unweighted({ to: 0, old: servers })).toEqual(unweighted({ to: 60, old: servers }));
  });
});

it("certificates of a domain are issued by Amazon, and by whom is named beside it", () => {
  const stack = synth((scope) => {
    issuedBy(scope, "issuers", { zoneId: "zone-1", domain: "staging.acme.test", others: ["letsencrypt.org"] });
  });
  expect(stack.one("aws_route53_record")).toEqual({
    zone_id: "zone-1",
    name: "staging.acme.test",
    type: "CAA",
    ttl: 300,
    records: ['0 issue "amazon.com"', '0 issue "letsencrypt.org"'],
  });
});

import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";
import { wholeEdge } from "../support/edge.js";
import type { Synthesized } from "../support/synth.js";

function staging(changes: Changes): Synthesized {
  return changedStack(changes);
}

const addresses = (changes: Changes) =>
  staging(changes)
    .resources()
    .map(({ address }) => address);

const ramp = (to: number): Changes => ({
  "staging.edge": {
    ramp: { to, old: { kind: "load-balancer", dnsName: "old.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2" } },
  },
});

/** Records with their weights apart. */
const records = (changes: Changes) =>
  staging(changes)
    .resources()
    .filter(({ type }) => type === "aws_route53_record")
    .map(({ address, resource }) => ({
      unweighted: { address, ...resource, weighted_routing_policy: undefined },
      weight: resource["weighted_routing_policy"],
    }));

const logRule = (accessLogs: object) =>
  staging({ "staging.edge": { accessLogs } }).at(
    "aws_s3_bucket_lifecycle_configuration",
    "access-logs/bucket/lifecycle",
  )["rule"];

function priorities(managed: object): Readonly<Record<string, number>> {
  const acl = staging({ "staging.edge": { firewall: { action: "block", managed } } }).one("aws_wafv2_web_acl");
  const rules = acl["rule"] as readonly { readonly name: string; readonly priority: number }[];
  return Object.fromEntries(rules.map(({ name, priority }) => [name, priority]));
}

describe("what an environment chooses for its edge", () => {
  it("only adds: everything that was there keeps its address", () => {
    const before = addresses({});
    const after = addresses(wholeEdge);
    expect(before.filter((address) => !after.includes(address))).toEqual([]);
    expect(after.length).toBeGreaterThan(before.length);
  });

  it("changes the load balancer in place", () => {
    expect(staging(wholeEdge).one("aws_lb")).toEqual({
      ...staging({}).one("aws_lb"),
      ip_address_type: "ipv4",
      access_logs: { bucket: "${access-logs/bucket/policy.id}", enabled: true },
      minimum_load_balancer_capacity: { capacity_units: 200 },
    });
  });

  it("keeps the logs of a disposable environment for two weeks, or as long as is said", () => {
    expect(logRule({})).toMatchObject([{ expiration: [{ days: 14 }] }]);
    expect(logRule({ days: 90 })).toMatchObject([{ expiration: [{ days: 90 }] }]);
  });

  it("moves a ramp by weights alone", () => {
    const [one, other] = [records(ramp(10)), records(ramp(60))];
    expect(other.map(({ unweighted }) => unweighted)).toEqual(one.map(({ unweighted }) => unweighted));
    expect(other.flatMap(({ weight }) => weight ?? [])).toEqual([{ weight: 60 }, { weight: 40 }]);
  });

  it("gives each of AWS's groups a place of its own, which the others don't move", () => {
    const few = priorities({ AWSManagedRulesCommonRuleSet: {} });
    const more = priorities({ AWSManagedRulesCommonRuleSet: {}, AWSManagedRulesAmazonIpReputationList: {} });
    expect(more).toMatchObject(few);
  });
});

import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const edge = (value: object) => problemsAfter({ "staging.edge": value });
const zone = (records: object) => edge({ privateZones: { "legacy.example.com": records } });
const old = { kind: "load-balancer", dnsName: "old.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2" };
const servers = { kind: "addresses", addresses: ["203.0.113.7"], health: { path: "/healthz" } };

describe("the edge of an environment", () => {
  it("is the load balancer alone, where nothing is said of it", () => {
    expect(configuration().environments[0]).not.toHaveProperty("edge");
  });

  it("has its defaults filled in", () => {
    const [, staging] = configuration({
      "staging.edge": {
        accessLogs: {},
        firewall: { action: "count", managed: { AWSManagedRulesCommonRuleSet: {} } },
        ramp: { to: 10, old: servers },
        privateZones: { "legacy.example.com": { db: { type: "A", values: ["10.60.0.7"] } } },
      },
    }).environments;
    expect(staging?.edge).toEqual({
      accessLogs: {},
      firewall: {
        action: "count",
        managed: [{ name: "AWSManagedRulesCommonRuleSet", place: 3, countOnly: [] }],
        logs: false,
      },
      ipv6: false,
      ramp: { to: 10, old: { ...servers, health: { path: "/healthz", port: 443 } } },
      privateZones: { "legacy.example.com": { db: { type: "A", values: ["10.60.0.7"], ttlSeconds: 60 } } },
    });
  });
});

describe("a firewall", () => {
  it("that has no rule is refused", () => {
    expect(edge({ firewall: { action: "block" } })).toMatchObject([
      { path: "staging.edge.firewall", what: "has no rule: name groups in `managed`, or set `requestsPer5Minutes`" },
    ]);
  });

  it("takes groups that AWS has, as many as the price includes", () => {
    expect(
      edge({ firewall: { action: "block", managed: { AWSManagedRulesMagic: {} }, requestsPer5Minutes: 10 } }),
    ).toMatchObject([{ path: "staging.edge.firewall.managed.AWSManagedRulesMagic", what: "is not a setting" }]);
    const groups = [
      "CommonRuleSet",
      "SQLiRuleSet",
      "LinuxRuleSet",
      "WindowsRuleSet",
      "KnownBadInputsRuleSet",
      "UnixRuleSet",
    ];
    const managed = Object.fromEntries(groups.map((group) => [`AWSManagedRules${group}`, {}]));
    expect(edge({ firewall: { action: "block", managed } })).toMatchObject([
      { path: "staging.edge.firewall.managed", what: expect.stringContaining("more than the 1500 capacity units") },
    ]);
  });

  it("limits to no fewer than AWS counts", () => {
    expect(edge({ firewall: { action: "block", requestsPer5Minutes: 5 } })).toMatchObject([
      { path: "staging.edge.firewall.requestsPer5Minutes", what: "is too small", allowed: "at least 10" },
    ]);
  });
});

describe("a ramp", () => {
  it("is a share in percent", () => {
    expect(edge({ ramp: { to: 101, old } })).toMatchObject([{ path: "staging.edge.ramp.to", what: "is too big" }]);
    expect(edge({ ramp: { to: 100, old } })).toEqual([]);
  });

  it("leads from what the world can reach", () => {
    expect(edge({ ramp: { to: 10, old: { ...servers, addresses: ["10.60.0.7"] } } })).toMatchObject([
      { path: "staging.edge.ramp.old.addresses", what: "include a private one: the world can't reach it" },
    ]);
    expect(edge({ ramp: { to: 10, old: { kind: "servers" } } })).toMatchObject([
      { path: "staging.edge.ramp.old.kind", what: "is of no known kind", allowed: "load-balancer, addresses" },
    ]);
  });

  it("needs a domain", () => {
    const changes = { "staging.domain": undefined, "staging.edge": { ramp: { to: 10, old } } };
    expect(problemsAfter(changes)).toMatchObject([{ path: "staging.edge.ramp" }]);
  });
});

describe("IPv6", () => {
  it("needs addresses, and goes with no ramp", () => {
    expect(edge({ ipv6: true })).toMatchObject([{ path: "staging.edge.ipv6", fix: "set staging.network.ipv6: true" }]);
    const both = { "staging.network.ipv6": true, "staging.edge": { ipv6: true, ramp: { to: 10, old } } };
    expect(problemsAfter(both)).toMatchObject([
      { path: "staging.edge.ipv6", what: expect.stringContaining("goes with no ramp") },
    ]);
    expect(problemsAfter({ "staging.network.ipv6": true, "staging.edge": { ipv6: true } })).toEqual([]);
  });
});

describe("issuers of certificates", () => {
  it("are names, beside Amazon, of an environment that has one", () => {
    const [, staging] = configuration({ "staging.edge": { issuers: {} } }).environments;
    expect(staging?.edge?.issuers).toEqual({ others: [] });
    expect(edge({ issuers: { others: ["Let's Encrypt"] } })).toMatchObject([{ path: "staging.edge.issuers.others.0" }]);
    expect(problemsAfter({ "staging.domain": undefined, "staging.edge": { issuers: {} } })).toMatchObject([
      { path: "staging.edge.issuers", what: expect.stringContaining("has no domain") },
    ]);
  });
});

describe("CloudFront", () => {
  it("stands before the load balancer with its defaults", () => {
    const [, staging] = configuration({ "staging.edge": { cdn: {} } }).environments;
    expect(staging?.edge?.cdn).toEqual({ cache: "none", reach: "europe-america", admit: "cloudfront" });
  });

  it("needs a domain, and goes with no ramp", () => {
    expect(problemsAfter({ "staging.domain": undefined, "staging.edge": { cdn: {} } })).toMatchObject([
      { path: "staging.edge.cdn", what: expect.stringContaining("has no domain") },
    ]);
    expect(edge({ cdn: {}, ramp: { to: 10, old } })).toMatchObject([
      { path: "staging.edge.cdn", fix: "move the traffic first, then put CloudFront before it" },
    ]);
  });
});

describe("a private zone", () => {
  const db = { type: "A", values: ["10.60.0.7"] };

  it("hides no name that the environment's services are found under", () => {
    for (const zone of ["staging.aws.acme.test", "acme.test", "staging.internal", "db.staging.internal"]) {
      expect(edge({ privateZones: { [zone]: { db } } })).toMatchObject([{ path: `staging.edge.privateZones.${zone}` }]);
    }
    expect(edge({ privateZones: { "legacy.example.com": { db } } })).toEqual([]);
  });

  it("has records that DNS knows, remembered for a time that makes sense", () => {
    expect(zone({ db: { ...db, ttlSeconds: 0 } })).toMatchObject([{ what: "is too small", allowed: "at least 5" }]);
    expect(zone({ db: { ...db, ttlSeconds: 604_800 } })).toMatchObject([{ what: "is too big" }]);
    expect(zone({ "@": { type: "CNAME", values: ["old.example.com"] } })).toMatchObject([
      { what: "has a CNAME at its apex, which DNS forbids" },
    ]);
    expect(zone({ "a b": db })).toMatchObject([{ what: expect.stringContaining("is no valid name") }]);
  });
});

it("a reservation begins where AWS's does", () => {
  expect(edge({ minimumCapacityUnits: 50 })).toMatchObject([
    { path: "staging.edge.minimumCapacityUnits", what: "is too small", allowed: "at least 100" },
  ]);
});

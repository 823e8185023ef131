import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { fullNetwork } from "../support/networks.js";

const NETWORK = "staging.network";
const old = { vpc: "vpc-0a1b2c3d4e5f67890", ranges: ["10.60.0.0/16"] };
const office = { routing: "static", address: "203.0.113.10", ranges: ["192.168.0.0/24"] };
const factory = { routing: "bgp", address: "203.0.113.20", asn: 64_600 };

/** Setting of staging's network, what was written there, and the one problem that it makes. */
type Mistake = readonly [setting: string, value: unknown, path: string, what: string];

const MISTAKES: readonly Mistake[] = [
  ["endpoints", ["logs", "s3"], "endpoints.1", "is not one of its values"],
  ["endpoints", ["logs", "logs"], "endpoints", "names an endpoint twice"],
  ["flowLogs", { to: "file" }, "flowLogs.to", "is not one of its values"],
  ["peerings", { old: { ...old, vpc: "old" } }, "peerings.old.vpc", "must be the id of a VPC"],
  [
    "peerings",
    { old: { ...old, routeTables: ["main"] } },
    "peerings.old.routeTables.0",
    "must be the id of a route table",
  ],
  ["peerings", { old: { ...old, ranges: ["0.0.0.0/0"] } }, "peerings.old.ranges.0", "must be a /8 or smaller"],
  ["peerings", { old: { ...old, ranges: ["10.60.1.0/16"] } }, "peerings.old.ranges.0", "must begin at a multiple"],
  ["peerings", { old: { ...old, ranges: [] } }, "peerings.old.ranges", "is too small"],
  ["peerings", { old: { ...old, ranges: ["10.20.4.0/24"] } }, "peerings.old.ranges.0", "overlaps staging.network.cidr"],
  ["peerings", { old: { ...old, account: "999999999999" } }, "peerings.old.account", "names no known account"],
  [
    "peerings",
    { old, older: { ...old, ranges: ["10.61.0.0/16"] } },
    "peerings.older.vpc",
    "is the VPC of another peering too",
  ],
  ["vpns", { office: { ...office, routing: "ospf" } }, "vpns.office.routing", "is of no known kind"],
  ["vpns", { office: { ...office, address: "office.acme.test" } }, "vpns.office.address", "must be an IPv4 address"],
  [
    "vpns",
    { office: { ...office, ranges: ["10.20.0.0/20"] } },
    "vpns.office.ranges.0",
    "overlaps staging.network.cidr",
  ],
  ["vpns", { factory: { ...factory, asn: 0 } }, "vpns.factory.asn", "is too small"],
  [
    "vpns",
    { factory: { ...factory, tunnels: ["169.254.5.0/30", "169.254.10.0/30"] } },
    "vpns.factory.tunnels",
    "include a range that AWS reserves",
  ],
  [
    "vpns",
    { factory: { ...factory, tunnels: ["169.254.10.0/30", "169.254.10.0/30"] } },
    "vpns.factory.tunnels",
    "are the same for both tunnels",
  ],
  ["vpns", { factory: { ...factory, tunnels: ["169.254.10.0/30"] } }, "vpns.factory.tunnels", "is too small"],
  [
    "vpns",
    { office, annex: { ...office, ranges: ["192.168.9.0/24"] } },
    "vpns.annex.address",
    "is the device of another VPN too",
  ],
];

describe("the network of an environment", () => {
  it.each(MISTAKES)("rejects %s: %j", (setting, value, path, what) => {
    expect(problemsAfter({ [`${NETWORK}.${setting}`]: value })).toMatchObject([
      { path: `${NETWORK}.${path}`, what: expect.stringContaining(what) },
    ]);
  });

  it.each([
    ["eu-west-1", ["a", "d"], "zones.1", "a, b, c"],
    ["ap-northeast-1", ["b", "c"], "zones.0", "a, c, d"],
  ])("rejects zones that %s doesn't have", (region, zones, path, allowed) => {
    const problems = problemsAfter({ "staging.region": region, [`${NETWORK}.zones`]: zones });
    expect(problems).toMatchObject([{ path: `${NETWORK}.${path}`, what: `is no zone of ${region}`, allowed }]);
  });

  it("leaves the zones of a region that it doesn't know to AWS", () => {
    expect(problemsAfter({ "staging.region": "eu-east-9", [`${NETWORK}.zones`]: ["e", "f"] })).toEqual([]);
  });

  it("rejects ranges that two others share, wherever they are written", () => {
    const problems = problemsAfter({
      [`${NETWORK}.peerings`]: { old },
      [`${NETWORK}.vpns`]: { office: { ...office, ranges: ["192.168.0.0/24", "10.60.128.0/24"] } },
    });
    expect(problems).toEqual([
      {
        path: `${NETWORK}.vpns.office.ranges.1`,
        what: "overlaps staging.network.peerings.old.ranges.0, 10.60.0.0/16",
        value: "10.60.128.0/24",
        allowed: "a range that shares no address with the environment's own nor with any other that it reaches",
        fix: "name a part that doesn't",
      },
    ]);
  });

  it("rejects tunnels of two VPNs that share an inside", () => {
    const one = { ...factory, tunnels: ["169.254.10.0/30", "169.254.10.4/30"] };
    const two = { ...office, tunnels: ["169.254.10.8/30", "169.254.10.4/30"] };
    expect(problemsAfter({ [`${NETWORK}.vpns`]: { one, two } })).toMatchObject([
      { path: `${NETWORK}.vpns.two.tunnels.1`, value: "169.254.10.4/30" },
    ]);
  });

  it("accepts a peer that is another environment", () => {
    expect(problemsAfter({ [`${NETWORK}.peerings`]: { production: { ...old, ranges: ["10.10.0.0/16"] } } })).toEqual(
      [],
    );
  });

  it("reaches nothing and keeps no record unless it is said", () => {
    const [production, staging] = configuration(fullNetwork).environments;
    expect(production?.network).toEqual({
      cidr: "10.10.0.0/16",
      zones: ["a", "b", "c"],
      nat: "per-zone",
      endpoints: [],
      ipv6: false,
      peerings: {},
      vpns: {},
    });
    expect(staging?.network.flowLogs).toEqual({ to: "logs", traffic: "all" });
    expect(staging?.network.peerings["old"]).toMatchObject({ dns: true });
  });
});

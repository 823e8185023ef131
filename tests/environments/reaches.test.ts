import { describe, expect, it } from "vitest";
import { problemsAfter } from "../support/configuration.js";
import { internalServices } from "../support/internal-services.js";
import { fullNetwork, reachedFromElsewhere } from "../support/networks.js";
import { together } from "../support/together.js";

const elsewhere = together({ internalServices, fullNetwork, reachedFromElsewhere });

describe("what services reach of other networks, and are reached from", () => {
  it("is accepted where a peering or a VPN of that name says what is behind it", () => {
    expect(problemsAfter(elsewhere)).toEqual([]);
  });

  it.each<readonly [setting: string, value: unknown, problem: object]>([
    [
      "staging.services.api.reaches",
      { older: [3306] },
      {
        path: "staging.services.api.reaches.older",
        what: "names no peering and no VPN",
        allowed: "old, office, factory",
      },
    ],
    [
      "production.services.api.reaches",
      { old: [3306] },
      { path: "production.services.api.reaches.old", allowed: "none: production.network has neither" },
    ],
    [
      "staging.services.api.reaches",
      { old: [] },
      { path: "staging.services.api.reaches.old", what: expect.stringContaining("too small") },
    ],
    [
      "staging.network.vpns.factory.ranges",
      undefined,
      {
        path: "staging.services.api.reaches.factory",
        what: expect.stringContaining("nobody has written what is behind it"),
        fix: "add ranges to staging.network.vpns.factory",
      },
    ],
    [
      "staging.network.vpns.old",
      { routing: "static", address: "203.0.113.30", ranges: ["192.168.9.0/24"] },
      { path: "staging.services.api.reaches.old", what: "names a peering and a VPN" },
    ],
    [
      "staging.services.admin.reachedFrom",
      ["old"],
      { path: "staging.services.admin.reachedFrom", allowed: 'over: "load-balancer"' },
    ],
    [
      "staging.services.search.reachedFrom",
      ["older"],
      { path: "staging.services.search.reachedFrom.0", value: "older" },
    ],
  ])("rejects %s: %j", (setting, value, problem) => {
    expect(problemsAfter({ ...elsewhere, [setting]: value })[0]).toMatchObject(problem);
  });
});

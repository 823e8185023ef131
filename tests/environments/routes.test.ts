import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";

const api = "catalogue.services.api";
const web = "catalogue.services.web";
const health = (value: unknown) => configuration({ [`${api}.health`]: value }).environments[0]?.services["api"];
const paths = (changes: Changes) => problemsAfter(changes).map(({ path, what }) => `${path} ${what}`);

describe("the routes of web services", () => {
  it("may be hosts, paths or both", () => {
    expect(paths({ [`${api}.hosts`]: ["api"], [`${api}.routes`]: [] })).toEqual([]);
    expect(paths({ [`${api}.hosts`]: ["api", "v2"] })).toEqual([]);
    expect(paths({ [`${api}.routes`]: [] })).toEqual([`${api} has neither hosts nor routes: nothing would come here`]);
  });

  it("may be the same on different hosts, and not on one", () => {
    const same = { [`${api}.routes`]: ["/*"], [`${web}.routes`]: ["/*"] };
    expect(paths(same)).toEqual([`${web}.routes.0 is a route of another service too`]);
    expect(paths({ ...same, [`${api}.hosts`]: ["api"] })).toEqual([]);
    expect(paths({ ...same, [`${api}.hosts`]: ["api"], [`${web}.hosts`]: ["web", "api"] })).toEqual([
      `${web}.routes.0 is a route of another service too`,
    ]);
  });

  it("take the whole of a host when they name no path", () => {
    const changes = { [`${api}.hosts`]: ["api"], [`${api}.routes`]: [], [`${web}.hosts`]: ["api"] };
    expect(paths(changes)).toEqual([`${web}.routes.0 is a route of another service too`]);
  });

  it("are no more than one rule of the load balancer takes", () => {
    expect(problemsAfter({ [`${api}.hosts`]: ["a", "b", "c"], [`${api}.routes`]: ["/a", "/b", "/c"] })).toEqual([
      expect.objectContaining({ path: api, allowed: "5 together" }),
    ]);
  });

  it("name hosts that the environment's certificate covers: one label", () => {
    expect(paths({ [`${api}.hosts`]: ["a.b"] })).toEqual([
      `${api}.hosts.0 must be lower-case letters, digits and single dashes, beginning with a letter`,
    ]);
  });
});

describe("the health check of a web service", () => {
  it("is written as a path or in full", () => {
    const standard = {
      matcher: "200",
      intervalSeconds: 15,
      timeoutSeconds: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    };
    expect(health("/up")).toMatchObject({ health: { path: "/up", ...standard } });
    expect(health({ path: "/up", matcher: "200-204", intervalSeconds: 60 })).toMatchObject({
      health: { ...standard, path: "/up", matcher: "200-204", intervalSeconds: 60 },
    });
  });

  it("ends before the next one begins", () => {
    expect(paths({ [`${api}.health`]: { path: "/up", intervalSeconds: 5 } })).toEqual([
      `${api}.health must have an interval longer than its timeout: the next check would come before this one has failed`,
    ]);
  });

  it.each<readonly [unknown, string]>([
    ["up", "health must be a path beginning with /"],
    [undefined, "health is missing"],
    [{ path: "/up", matcher: "999" }, "health.matcher must be codes from 200 to 499 such as 200, 200,204 or 200-299"],
  ])("%j is refused", (value, problem) => {
    expect(paths({ [`${api}.health`]: value })).toEqual([`${api}.${problem}`]);
  });
});

describe("slow start", () => {
  const slow = { [`${api}.slowStartSeconds`]: 60 };

  it("lasts 30 to 900 seconds, and goes with round robin alone", () => {
    expect(paths(slow)).toEqual([]);
    expect(paths({ [`${api}.slowStartSeconds`]: 10 })).toEqual([`${api}.slowStartSeconds is too small`]);
    expect(problemsAfter({ ...slow, [`${api}.algorithm`]: "least-outstanding-requests" })).toEqual([
      expect.objectContaining({ path: `${api}.slowStartSeconds`, fix: "remove it, or the algorithm" }),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../environments/schema/catalogue.js";
import { deployOrder } from "../../environments/schema/services/calls.js";
import { type Changes, configuration, problemsAfter, written } from "../support/configuration.js";

const admin = {
  kind: "internal",
  image: `public.ecr.aws/acme/admin@sha256:${"a".repeat(64)}`,
  port: 9000,
  user: 1000,
  containerHealth: { command: ["/admin", "health"] },
};
const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 };

/** The tests' configuration with an internal service `admin`, which api calls. */
const withAdmin = (shape: object = {}, changes: Changes = {}): Changes => ({
  "catalogue.services.admin": { ...admin, ...shape },
  "staging.services.admin": size,
  "production.services.admin": { ...size, count: 2 },
  "catalogue.services.api.calls": ["admin"],
  ...changes,
});
const problems = (shape: object = {}, changes: Changes = {}) =>
  problemsAfter(withAdmin(shape, changes)).map(({ path, what }) => `${path} ${what}`);
const at = "catalogue.services";
const second = {
  [`${at}.jobs`]: { ...admin, port: 9001 },
  "staging.services.jobs": size,
  "production.services.jobs": size,
};

describe("an internal service", () => {
  it("says how its tasks are asked, and is reached by DNS unless it says otherwise", () => {
    expect(problems()).toEqual([]);
    expect(configuration(withAdmin()).environments[0]?.services["admin"]).toMatchObject({
      kind: "internal",
      over: "dns",
    });
  });

  it.each(["dns", "service-connect"])("over %s is asked inside its container, as no load balancer asks it", (over) => {
    expect(problems({ over }, { [`${at}.admin.containerHealth`]: undefined })).toEqual([
      `${at}.admin.containerHealth is missing: nobody would notice that the container hangs`,
    ]);
    expect(problems({ over, health: "/up" })).toEqual([
      `${at}.admin.health is asked by nobody: over ${over} there is no load balancer before its tasks`,
    ]);
  });

  it("over the load balancer says what that asks", () => {
    expect(problems({ over: "load-balancer" })).toEqual([`${at}.admin.health is missing: the load balancer asks it`]);
    expect(problems({ over: "load-balancer", health: "/up" })).toEqual([]);
  });

  it("over the load balancer has its port to itself, since by the port callers are told apart", () => {
    const both = { over: "load-balancer", health: "/up" };
    const jobs = { ...second, [`${at}.jobs`]: { ...admin, ...both } };
    expect(problems(both, jobs)).toEqual([
      `${at}.jobs.port is the port of admin on the internal load balancer too: whoever may call one could call the other`,
    ]);
    expect(problems(both, { ...jobs, [`${at}.jobs`]: { ...admin, ...both, port: 9001 } })).toEqual([]);
  });

  it("scales by requests only where a load balancer counts them", () => {
    const scaled = {
      "staging.services.admin": { ...size, count: { minimum: 1, maximum: 4 }, scale: { requestsPerTask: 100 } },
    };
    expect(problems({}, scaled)).toEqual([
      "staging.services.admin.scale.requestsPerTask is measured by a load balancer, and over dns there is none",
    ]);
    expect(problems({ over: "load-balancer", health: "/up" }, scaled)).toEqual([]);
  });
});

describe("an internal service on a cluster in bridge mode", () => {
  const bridge = {
    "staging.clusters.app": { on: "ec2", instances: ["m7i.large"], count: [1, 4], network: "bridge" },
  };

  it("is reached over the load balancer alone, as its tasks have no addresses of their own", () => {
    expect(problems({ over: "load-balancer", health: "/up" }, bridge)).toEqual([]);
    expect(problems({}, bridge)).toEqual([
      "staging.services.admin.cluster is in bridge mode, where a service has no addresses of its own for dns",
    ]);
  });

  it("is not reached from there over Service Connect", () => {
    const apart = {
      ...bridge,
      "staging.clusters.own": { on: "fargate" },
      "staging.services.admin": { ...size, cluster: "own" },
    };
    expect(problems({}, apart)).toEqual([]);
    expect(problems({ over: "service-connect" }, apart)).toEqual([
      "staging.services.api.cluster is in bridge mode, from which admin can't be called over service-connect",
    ]);
  });
});

describe("calls", () => {
  it.each<readonly [string, unknown, string]>([
    ["a service that there isn't", ["nobody"], "0 names no service of the catalogue"],
    ["the service itself", ["api"], "0 is the service itself"],
    ["a web service", ["web"], "0 is no internal service"],
    ["a service twice", ["admin", "admin"], "1 is listed twice"],
  ])("of %s are refused", (_, calls, problem) => {
    expect(problems({}, { [`${at}.api.calls`]: calls })).toEqual([`${at}.api.calls.${problem}`]);
  });

  it("set a variable that nothing else may set", () => {
    expect(problems({}, { [`${at}.api.variables`]: { ADMIN_URL: "http://localhost" } })).toEqual([
      `${at}.api.variables.ADMIN_URL is set a second time: the call of admin sets it too`,
    ]);
  });

  it("may go in a circle, but not over Service Connect", () => {
    const circle = { ...second, [`${at}.jobs.calls`]: ["admin"], [`${at}.admin.calls`]: ["jobs"] };
    expect(problems({}, circle)).toEqual([]);
    const connected = {
      ...circle,
      [`${at}.jobs`]: { ...admin, port: 9001, over: "service-connect", calls: ["admin"] },
    };
    expect(problems({}, connected)).toEqual([
      `${at}.admin.calls.0 calls jobs over Service Connect, and is called back: its proxy knows the services alone that stood before it`,
    ]);
  });
});

describe("the order of deployment", () => {
  it("puts a service after those that it calls, but for those that call it back", () => {
    const calls = { api: ["admin", "search"], admin: ["search", "audit"], search: ["admin"], audit: [] };
    const catalogue = Object.entries(calls).map(([name, calls]) => [`${at}.${name}`, { ...admin, calls }]);
    const { services } = written(Object.fromEntries(catalogue)).catalogue as Catalogue;
    const { web: _, ...called } = services;
    expect(deployOrder(called)).toEqual([
      { service: "audit", after: [] },
      { service: "admin", after: ["audit"] },
      { service: "search", after: [] },
      { service: "api", after: ["admin", "search"] },
    ]);
  });
});

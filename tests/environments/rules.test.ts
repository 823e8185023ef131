import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../environments/schema/parse.js";
import { FARGATE_MEMORY_MIB } from "../../environments/schema/rules/fargate.js";
import { configuration, problemsAfter, problemsOf, written } from "../support/configuration.js";

const overlap = (path: string, other: string, value: string) => ({
  path: `${path}.network.cidr`,
  what: `overlaps ${other}`,
  value,
  allowed: "a private range that no other environment uses",
  fix: "take a free one: they are listed in environments/*.ts",
});

const overlaps = (first: string, second: string) =>
  problemsAfter({ "production.network.cidr": first, "staging.network.cidr": second }).length === 1;

const twice = (setting: string, value: string) => ({
  path: `staging.${setting}`,
  what: `is the ${setting} of two environments`,
  value,
  fix: "change one of them in environments/",
});

describe("names", () => {
  it("rejects two environments of one name", () => {
    const { environments, ...rest } = written();
    const again = written({ "staging.network.cidr": "10.30.0.0/16" }).environments.slice(1);
    expect(problemsOf(() => parse({ ...rest, environments: [...environments, ...again] }))).toEqual([
      twice("name", "staging"),
      twice("domain", "staging.aws.acme.test"),
    ]);
  });

  it("rejects two environments of one domain", () => {
    const domain = "production.aws.acme.test";
    expect(problemsAfter({ "staging.domain": domain })).toEqual([twice("domain", domain)]);
  });
});

describe("addresses", () => {
  it.each(["10.10.0.0/16", "10.10.240.0/20"])("rejects %s beside 10.10.0.0/16", (cidr) => {
    expect(problemsAfter({ "staging.network.cidr": cidr })).toEqual([
      overlap("staging", "production's 10.10.0.0/16", cidr),
    ]);
  });

  it("accepts neighbours", () => {
    expect(problemsAfter({ "staging.network.cidr": "10.11.0.0/16" })).toEqual([]);
  });

  it("lets ephemeral environments meet each other, but no long-lived one", () => {
    const { environments, ...rest } = written({ "staging.network.cidr": "10.10.0.0/16" });
    const [production, staging] = environments.map((one) => ({ ...one, ephemeral: true }));
    const [lasting] = environments;
    if (production === undefined || staging === undefined || lasting === undefined) throw new Error("two are written");
    expect(problemsOf(() => parse({ ...rest, environments: [production, staging] }))).toEqual([]);
    expect(problemsOf(() => parse({ ...rest, environments: [lasting, staging] }))).toEqual([
      overlap("staging", "production's 10.10.0.0/16", "10.10.0.0/16"),
    ]);
  });

  it("judges two ranges alike whichever comes first", () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 0xfff }), fc.integer({ min: 16, max: 20 }))
      .map(([slot, prefix]) => {
        const base = slot - (slot % 2 ** (20 - prefix));
        return `10.${base >> 4}.${(base & 15) << 4}.0/${prefix}`;
      });
    fc.assert(
      fc.property(range, range, (a, b) => {
        return overlaps(a, b) === overlaps(b, a) && overlaps(a, a);
      }),
      { numRuns: 50 },
    );
  });
});

describe("references", () => {
  const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 };

  it.each([
    [
      "catalogue.services.web.stores",
      ["cache"],
      "catalogue.services.web.stores.0",
      "cache",
      "store",
      "main, documents",
    ],
    ["staging.alerts", "nobody", "staging.alerts", "nobody", "alert route", "page, quiet"],
    [
      "staging.account",
      "999999999999",
      "staging.account",
      "999999999999",
      "account",
      "111111111111, 222222222222, 333333333333",
    ],
    ["staging.services.api.cluster", "batch", "staging.services.api.cluster", "batch", "cluster", "app"],
  ])("rejects a name in %s that nothing defines", (path, written, problemPath, value, kind, allowed) => {
    expect(problemsAfter({ [path]: written })).toEqual([
      { path: problemPath, what: `names no known ${kind}`, value, allowed, fix: "correct the name" },
    ]);
  });

  it.each([
    ["services", "service", "web"],
    ["stores", "store", "documents"],
  ])("rejects an environment that leaves one of the %s out", (kinds, kind, name) => {
    expect(problemsAfter({ [`staging.${kinds}.${name}`]: undefined })).toEqual([
      {
        path: `staging.${kinds}.${name}`,
        what: "is missing: every environment runs the whole catalogue",
        fix: `give the ${kind} a size here`,
      },
    ]);
  });

  it.each([
    ["services", "service", "api, web", size],
    ["stores", "store", "main, documents", {}],
  ])("rejects %s that the catalogue doesn't have", (kinds, kind, allowed, value) => {
    expect(problemsAfter({ [`staging.${kinds}.extra`]: value })).toEqual([
      {
        path: `staging.${kinds}.extra`,
        what: `is no ${kind} of the catalogue`,
        allowed,
        fix: "add it to environments/catalogue.ts or remove it here",
      },
    ]);
  });
});

describe("sizes on Fargate", () => {
  const path = "staging.services.api";

  it("rejects CPU units that AWS doesn't sell", () => {
    expect(problemsAfter({ [`${path}.cpu`]: 300 })).toEqual([
      {
        path: `${path}.cpu`,
        what: "is not sold by Fargate",
        value: 300,
        allowed: "256, 512, 1024, 2048, 4096, 8192, 16384",
        fix: "choose one of these, then a memory that goes with it",
      },
    ]);
  });

  it.each([
    [256, 600, "512, 1024, 2048", "take 1024"],
    [256, 4096, "512, 1024, 2048", "raise cpu"],
    [1024, 1024, "2048 to 8192 in steps of 1024", "take 2048"],
    [4096, 9000, "8192 to 30720 in steps of 1024", "take 9216"],
  ])("rejects %i CPU units with %i MiB and names the next memory", (cpu, memoryMiB, allowed, fix) => {
    expect(problemsAfter({ [`${path}.cpu`]: cpu, [`${path}.memoryMiB`]: memoryMiB })).toEqual([
      {
        path: `${path}.memoryMiB`,
        what: `does not go with ${cpu} CPU units on Fargate`,
        value: memoryMiB,
        allowed,
        fix,
      },
    ]);
  });

  it("accepts every pair of the table and no memory beside them", () => {
    const pairs = Object.entries(FARGATE_MEMORY_MIB).flatMap(([cpu, sizes]) => sizes.map((size) => [cpu, size]));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.integer({ min: 1, max: 511 }), ([cpu, memoryMiB], more) => {
        const problems = (size: number) =>
          problemsAfter({ [`${path}.cpu`]: Number(cpu), [`${path}.memoryMiB`]: size }).length;
        return problems(Number(memoryMiB)) === 0 && problems(Number(memoryMiB) + more) === 1;
      }),
      { numRuns: 50 },
    );
  });
});

describe("routes", () => {
  const api = "catalogue.services.api";

  it("rejects two services in one place on the load balancer", () => {
    expect(problemsAfter({ "catalogue.services.web.priority": 100 })).toEqual([
      {
        path: "catalogue.services.web.priority",
        what: "is the priority of another service too",
        value: 100,
        fix: `choose another one, or change ${api}.priority`,
      },
    ]);
  });

  it("rejects two services on one path", () => {
    expect(problemsAfter({ "catalogue.services.web.routes": ["/*", "/api/*"] })).toEqual([
      {
        path: "catalogue.services.web.routes.1",
        what: "is a route of another service too",
        value: "/api/*",
        fix: `choose another one, or change ${api}.routes.0`,
      },
    ]);
  });
});

describe("domains", () => {
  it("rejects an environment outside the delegated domain", () => {
    expect(problemsAfter({ "staging.domain": "staging.acme.test" })).toEqual([
      {
        path: "staging.domain",
        what: "is not under the delegated domain",
        value: "staging.acme.test",
        allowed: "a name under aws.acme.test",
        fix: "take staging.aws.acme.test",
      },
    ]);
  });

  it("rejects a delegated domain outside the root", () => {
    const [problem] = problemsAfter({ "organization.domains.root": "acme.example" });
    expect(problem).toEqual({
      path: "organization.domains.delegated",
      what: "is not under acme.example",
      value: "aws.acme.test",
      allowed: "a subdomain such as aws.acme.example",
      fix: "delegate a name under the root domain",
    });
  });
});

describe("protection", () => {
  it("rejects backups of a protected environment that are shorter than a week", () => {
    expect(problemsAfter({ "production.stores.main.backupDays": 6 })).toEqual([
      {
        path: "production.stores.main.backupDays",
        what: "is too short for a protected environment",
        value: 6,
        allowed: "7 to 35",
        fix: "keep at least 7 days",
      },
    ]);
  });

  it("leaves disposable environments free to keep none", () => {
    expect(configuration({ "staging.stores.main.backupDays": 0 }).environments[1]?.stores["main"]).toMatchObject({
      backupDays: 0,
    });
  });
});

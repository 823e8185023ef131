import { describe, expect, it } from "vitest";
import { capacityReport } from "../../environments/capacity/report.js";
import { catalogue } from "../../environments/examples/small/catalogue.js";
import { loadConfiguration } from "../../environments/examples/small/index.js";
import { staging } from "../../environments/examples/small/staging.js";
import { organization } from "../../environments/organization.js";
import { parse } from "../../environments/schema/parse.js";
import { problemsOf } from "../support/configuration.js";

/** What is wrong with the small environment when it runs so many services, the added ones like the last. */
function problemsWith(count: number) {
  const added = Array.from({ length: count - Object.keys(catalogue.services).length }, (_, index) => `more-${index}`);
  const shapes = added.map((name, index) => [
    name,
    { ...catalogue.services.hooks, routes: [`/${name}/*`], priority: 400 + index },
  ]);
  const sizes = added.map((name) => [name, staging.services.hooks]);
  return problemsOf(() =>
    parse({
      organization,
      catalogue: { ...catalogue, services: { ...catalogue.services, ...Object.fromEntries(shapes) } },
      environments: [
        {
          name: "staging",
          ephemeral: false,
          input: { ...staging, services: { ...staging.services, ...Object.fromEntries(sizes) } },
        },
      ],
    }),
  );
}

describe("four services on two 1-GiB instances", () => {
  it("are what the small example runs, with room for a deployment and for the migration", () => {
    const [environment] = loadConfiguration().environments;
    if (environment === undefined) throw new Error("the example has an environment");
    expect(capacityReport(environment)).toMatchObject([
      {
        minimum: {
          instances: 2,
          capacity: { memoryMiB: 915 },
          reserved: { memoryMiB: 1024, networkInterfaces: 0 },
          tasks: 8,
          shortfalls: [],
        },
        holdsFrom: 2,
      },
    ]);
  });

  it("may become five", () => {
    expect(problemsWith(5)).toEqual([]);
  });

  it("are refused as six, because the migration no longer fits, with the arithmetic", () => {
    expect(problemsWith(6)).toEqual([
      {
        path: "staging.clusters.app",
        what: "has no room for all that is placed on it: the migration of api: needs 256 MiB of memory, the nearest instance has 147 free, 109 are missing",
        value:
          "2 × t3.micro offer 915 MiB and 2048 CPU units each; 12 tasks reserve 1536 of 1830 MiB, 1536 of 4096 CPU units",
        allowed: "all that runs, and beside it one deployment, migration or run at a time",
        fix: 'write count: [2, 3], or write instances: ["t3.small"]',
      },
    ]);
  });

  it("are refused as seven, because not even a deployment would fit", () => {
    expect(problemsWith(7)).toMatchObject([{ what: expect.stringMatching(/while it is deployed: needs 128 MiB/) }]);
  });
});

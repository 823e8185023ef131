import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter, written } from "../support/configuration.js";

const paths = (changes: Changes) => problemsAfter(changes).map(({ path }) => path);

describe("the report", () => {
  it("names every problem at once: five mistakes of five kinds across five files", () => {
    expect(
      paths({
        "organization.gitlab.runners.deploy.maximumTimeoutSeconds": 60,
        "catalogue.services.api.variables.API_TOKEN": "x",
        "catalogue.services.web.priority": 100,
        "production.stores.main.backupDays": 1,
        "staging.network.cidr": "10.10.0.0/16",
      }),
    ).toEqual([
      "catalogue.services.api.variables.API_TOKEN",
      "organization.gitlab.runners.deploy.maximumTimeoutSeconds",
      "staging.network.cidr",
      "production.stores.main.backupDays",
      "catalogue.services.web.priority",
    ]);
  });

  it("loses nothing when one environment fails its schema while others overlap", () => {
    expect(
      paths({
        third: { ...(writtenStaging() as object), name: "third", network: { cidr: "10.10.0.0/16", zones: ["a"] } },
        "staging.network.cidr": "10.10.16.0/20",
        "staging.services.api.cluster": "batch",
      }),
    ).toEqual(["third.network.zones", "third.network.nat", "staging.network.cidr", "staging.services.api.cluster"]);
  });

  it("still compares environments when the catalogue and the organization fail their schemas", () => {
    expect(
      paths({
        "organization.deployRole": "a role",
        "catalogue.services.api.port": 0,
        "staging.network.cidr": "10.10.0.0/16",
      }),
    ).toEqual(["organization.deployRole", "catalogue.services.api.port", "staging.network.cidr"]);
  });

  it("shows a problem on as many lines as it has facts", () => {
    expect(() => configuration({ "staging.alerts": "nobody" })).toThrow(
      [
        "staging.alerts names no known alert route",
        "  value:   nobody",
        "  allowed: page, quiet",
        "  fix:     correct the name",
      ].join("\n"),
    );
  });

  it("accepts again what it has accepted, and changes it no further", () => {
    const network = fc.record({
      cidr: fc.integer({ min: 0, max: 15 }).map((slot) => `10.20.${slot * 16}.0/20`),
      zones: fc.shuffledSubarray(["a", "b", "c"], { minLength: 2 }),
      nat: fc.constantFrom("none", "single", "per-zone"),
    });
    const insights = fc.constantFrom("disabled", "enabled", "enhanced", undefined);
    fc.assert(
      fc.property(network, insights, (network, containerInsights) => {
        const changes = { "staging.network": network, "staging.clusters.app.containerInsights": containerInsights };
        const once = configuration(changes);
        const [, staging] = once.environments;
        const completed = { "staging.network": staging?.network, "staging.clusters": staging?.clusters };
        expect(configuration({ organization: once.organization, ...completed })).toEqual(once);
      }),
      { numRuns: 20 },
    );
  });
});

function writtenStaging(): unknown {
  return written().environments.find(({ name }) => name === "staging")?.input;
}

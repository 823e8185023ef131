import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { moving } from "../support/moving.js";
import { fullNetwork } from "../support/networks.js";
import { everyStore } from "../support/stores.js";
import { together } from "../support/together.js";

const moves = together({ moving, fullNetwork, everyStore });
const MAIN = "staging.migration.main";
const ORDERS = "staging.migration.orders";
const move = configuration(moves).environments.find(({ name }) => name === "staging")?.migration?.["main"];

describe("the migration of an environment", () => {
  it("copies and follows, compares, and waits, unless it is told otherwise", () => {
    expect(move).toMatchObject({
      from: { port: 5432, secret: { from: "secretsmanager", name: "old/crm" } },
      except: [],
      type: "full-load-and-cdc",
      instance: { storageGiB: 50, standby: false },
      running: false,
      validate: true,
    });
  });

  /** What is changed, and the problem that it makes. */
  it.each<readonly [changes: Readonly<Record<string, unknown>>, problem: object]>([
    [{ [`${MAIN}.instance.size`]: "dms.t3.huge" }, { path: `${MAIN}.instance.size`, value: "dms.t3.huge" }],
    [{ [`${MAIN}.instance.size`]: "db.t3.medium" }, { path: `${MAIN}.instance.size` }],
    [{ [`${MAIN}.tables`]: ["orders"] }, { path: `${MAIN}.tables.0`, value: "orders" }],
    [{ [`${MAIN}.tables`]: [] }, { path: `${MAIN}.tables` }],
    [{ [`${MAIN}.to.secret`]: "ssm:/new/main" }, { path: `${MAIN}.to.secret` }],
    [{ [`${MAIN}.to.ca`]: "rds-ca-2019" }, { path: `${MAIN}.to.ca`, what: expect.stringContaining("in PEM") }],
    [{ [`${ORDERS}.from.tls`]: "required" }, { path: `${ORDERS}.from.tls` }],
    [{ [`${ORDERS}.to.ca`]: undefined }, { path: `${ORDERS}.to.ca`, what: expect.stringContaining("without TLS") }],
    [
      { [`${ORDERS}.from.address`]: "10.99.0.7" },
      { path: `${ORDERS}.from.address`, what: "isn't behind old", allowed: "an address of 10.60.0.0/16" },
    ],
    [{ [`${ORDERS}.from.over`]: "older" }, { path: `${ORDERS}.from.over`, what: "names no peering and no VPN" }],
    [
      { [`${ORDERS}.running`]: true },
      { path: `${ORDERS}.back.running`, what: expect.stringContaining("bring back what the other brought") },
    ],
    [
      { "organization.migrations": [] },
      { path: "staging.migration", value: "staging", fix: expect.stringContaining("deploy ops first") },
    ],
    [{ "organization.migrations": ["staging", "old"] }, { path: "organization.migrations.1", value: "old" }],
  ])("rejects %j", (changes, problem) => {
    expect(problemsAfter({ ...moves, ...changes })).toMatchObject([problem]);
  });

  it("fills databases alone, and those that speak as the old one does", () => {
    const { main, orders } = moves["staging.migration"] as Readonly<Record<"main" | "orders", object>>;
    const problems = problemsAfter({ ...moves, "staging.migration": { cache: main, nothing: main, main: orders } });
    expect(problems.map(({ path, what }) => `${path} ${what}`)).toEqual([
      "staging.migration.cache fills a store of the kind redis",
      "staging.migration.nothing fills no store of the catalogue",
      "staging.migration.main.from.engine can't be copied into postgres: types and functions differ",
    ]);
  });
});

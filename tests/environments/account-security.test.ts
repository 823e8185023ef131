import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { watchedAccounts } from "../support/security.js";

const security = (...entries: object[]) => problemsAfter({ "organization.security": entries });
const one = { account: "staging", region: "eu-west-1", guardDuty: {} };

describe("what watches over accounts", () => {
  it("is nothing where nothing is said of it, and quiet in what it leaves open", () => {
    expect(configuration().organization.security).toEqual([]);
    expect(configuration(watchedAccounts).organization.security[2]).toEqual({
      account: "staging",
      region: "eu-west-1",
      guardDuty: { protections: [] },
      config: { records: "judged", keepDays: 2557 },
      findings: { email: ["staging@acme.test"], severity: "medium" },
    });
  });

  it("is there once for an account and region, also where the account has two names", () => {
    const twice = "is for the same account and region as organization.security.0, where AWS has one of each";
    expect(security(one, { ...one, region: "us-east-1" })).toEqual([]);
    expect(security(one, { ...one, config: {} })).toEqual([
      {
        path: "organization.security.1",
        what: twice,
        value: "staging (222222222222), eu-west-1",
        fix: "write both into one entry",
      },
    ]);
    const changes = {
      "organization.accounts.sandbox": "222222222222",
      "organization.security": [one, { ...one, account: "sandbox" }],
    };
    expect(problemsAfter(changes)).toMatchObject([{ path: "organization.security.1", what: twice }]);
  });

  it("is for accounts that exist, and turns something on", () => {
    expect(security({ ...one, account: "sandbox" })).toMatchObject([
      { path: "organization.security.0.account", allowed: "ops, staging, production" },
    ]);
    const { guardDuty: _, ...nothing } = one;
    expect(security({ ...nothing, findings: { email: ["a@acme.test"] } })).toMatchObject([
      { path: "organization.security.0", what: "turns nothing on: say `guardDuty: {}` or `config: {}`" },
    ]);
  });
});

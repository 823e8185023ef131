import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { managed } from "../support/management.js";

const AT = "organization.management";
const problems = (changes: Changes) => problemsAfter({ ...managed, ...changes });
const member = { email: "aws+new@acme.test", unit: "workloads" };

describe("the organization of accounts", () => {
  it("is somebody else's where nothing is said of it", () => {
    expect(configuration().organization.management).toBeUndefined();
    expect(problemsAfter(managed)).toEqual([]);
  });

  it("belongs to an account that is known, and that is a member of no unit", () => {
    expect(problems({ [`${AT}.account`]: "root" })).toEqual([
      { path: `${AT}.account`, what: "names no known account", value: "root", allowed: "ops, staging, production" },
    ]);
    const itself = "is the management account, which is a member of no unit";
    expect(problems({ [`${AT}.members.ops`]: member })).toMatchObject([{ path: `${AT}.members.ops`, what: itself }]);
    expect(problems({ "organization.accounts.payer": "111111111111", [`${AT}.members.payer`]: member })).toMatchObject([
      { path: `${AT}.members.payer`, what: itself, value: "111111111111" },
    ]);
  });

  it("has each account in a unit that there is, with an address that no other has", () => {
    const email = "AWS+Staging@acme.test";
    expect(problems({ [`${AT}.members.new`]: { email, unit: "nowhere" } })).toEqual([
      { path: `${AT}.members.new.unit`, what: "names no known unit", value: "nowhere", allowed: "workloads, sandbox" },
      {
        path: `${AT}.members.new.email`,
        what: "is the address of staging, too: AWS takes it for one account",
        value: email,
        fix: "give each its own; what stands after a + reaches the same mailbox",
      },
    ]);
  });

  it("forbids no account a region that its own stacks need", () => {
    const changes = {
      [`${AT}.units.workloads.regions`]: ["eu-central-1"],
      "staging.edge": { cdn: {} },
      "organization.security": [{ account: "staging", region: "eu-west-3", guardDuty: {} }],
    };
    const [first, ...others] = problems(changes);
    expect(first).toEqual({
      path: `${AT}.units.workloads.regions`,
      what: "forbid staging a region that staging needs",
      value: "eu-west-1",
      allowed: "eu-central-1",
      fix: "add eu-west-1",
    });
    expect(others.map(({ what, value }) => [what, value])).toEqual([
      ["forbid staging a region that staging's CloudFront needs", "us-east-1"],
      ["forbid staging a region that organization.security needs", "eu-west-3"],
      ["forbid production a region that production needs", "eu-west-1"],
    ]);
  });

  it("denies actions by their names alone, and trusts services by theirs", () => {
    expect(problems({ [`${AT}.units.sandbox.denies`]: ["*"], [`${AT}.trustedServices`]: ["sso"] })).toMatchObject([
      { path: `${AT}.units.sandbox.denies.0` },
      { path: `${AT}.trustedServices.0` },
    ]);
  });
});

it("no environment is called as a stack that all share", () => {
  for (const name of ["state", "organization", "ops"]) {
    expect(problemsAfter({ "staging.name": name })).toMatchObject([
      { path: "staging.name", what: "is the name of a stack that environments share" },
    ]);
  }
});

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

  it("keeps a trail for seven years, locked only where nothing is destroyed, and no longer than it's kept", () => {
    const trail = (value: object, lifecycle = "protected") => ({
      ...managed,
      [`${AT}.trail`]: value,
      [`${AT}.lifecycle`]: lifecycle,
    });
    expect(configuration(trail({})).organization.management?.trail).toEqual({ keepDays: 2557 });
    const lock = { mode: "compliance", days: 500 };
    expect(problemsAfter(trail({ lock }))).toEqual([]);
    expect(problemsAfter(trail({ keepDays: 400, lock }, "disposable"))).toMatchObject([
      { path: `${AT}.trail.lock`, what: "would keep a disposable organization from being destroyed" },
      { path: `${AT}.trail.lock.days`, what: "is longer than records are kept", allowed: "at most 400, its keepDays" },
    ]);
  });

  it("has budgets of accounts that are known, and tells of a few percentages", () => {
    const budgets = (more: object) =>
      problems({ [`${AT}.budgets`]: { monthlyUsd: 100, email: ["a@acme.test"], ...more } });
    expect(budgets({ accounts: { playground: 10, staging: 20 } })).toEqual([]);
    expect(budgets({ accounts: { nowhere: 10 } })).toMatchObject([
      { path: `${AT}.budgets.accounts.nowhere`, allowed: "ops, staging, production, playground" },
    ]);
    const ten = Array.from({ length: 10 }, (_, index) => index + 1);
    expect(budgets({ spentPercents: ten })).toMatchObject([{ path: `${AT}.budgets` }]);
    expect(budgets({ spentPercents: [], forecastPercents: [] })).toMatchObject([{ path: `${AT}.budgets` }]);
    expect(budgets({ spentPercents: [80, 80] })).toMatchObject([{ path: `${AT}.budgets.spentPercents` }]);
  });

  it("gives people roles in accounts that there are, each through one door", () => {
    const role = (more: object) => {
      const one = { accounts: ["staging"], policies: ["ReadOnlyAccess"], trust: { saml: "acme" }, ...more };
      return problems({ [`${AT}.people`]: { auditor: one } });
    };
    const at = `${AT}.people.auditor`;
    expect(role({})).toEqual([]);
    expect(role({ accounts: ["staging", "playground", "staging", "nowhere"] })).toMatchObject([
      { path: `${at}.accounts.1`, what: "has no id yet" },
      { path: `${at}.accounts.2`, what: "is listed twice" },
      { path: `${at}.accounts.3`, what: "names no known account", allowed: "ops, staging, production" },
    ]);
    const one = { what: "must name one: users, saml or oidc" };
    expect(role({ trust: {} })).toMatchObject([{ path: `${at}.trust`, ...one }]);
    expect(role({ trust: { saml: "acme", users: ["ann"] } })).toMatchObject([{ path: `${at}.trust`, ...one }]);
    const everybody = { provider: "gitlab.com", audience: "aws", subjects: ["**"] };
    expect(role({ trust: { oidc: everybody } })).toMatchObject([{ path: `${at}.trust.oidc.subjects.0` }]);
    expect(role({ policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] })).toMatchObject([
      { path: `${at}.policies.0` },
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

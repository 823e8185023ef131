import { describe, expect, it } from "vitest";
import { sharedStacks, stateKey } from "../../stacks/platform.js";
import { changedStack } from "../support/changed.js";
import { configuration } from "../support/configuration.js";
import { managed } from "../support/management.js";
import { synthPlatform } from "../support/synth.js";
import { valueAt } from "../support/values.js";

const stack = changedStack(managed, "organization");

describe("the organization's stack", () => {
  it("is there by choice alone, with a state of its own, before what is made in its accounts", () => {
    expect(sharedStacks(configuration().organization)).toEqual(["state", "ops"]);
    const all = synthPlatform({ configuration: configuration(managed), target: "aws" });
    expect([...all.keys()]).toEqual(["state", "organization", "ops", "production", "staging"]);
    expect(stateKey("organization")).toBe("organization/terraform.tfstate");
  });

  it("works in the management account", () => {
    const [own] = stack.json.provider?.["aws"] ?? [];
    expect(own).toMatchObject({ region: "eu-west-1", allowed_account_ids: ["111111111111"] });
    expect(own).not.toHaveProperty("alias");
  });

  it("has every account in its unit, with the role that deploys, and closes none", () => {
    const common = { role_name: "deploy", close_on_deletion: false };
    const units = { workloads: "${members/unit-workloads.id}", sandbox: "${members/unit-sandbox.id}" };
    expect(stack.all("aws_organizations_account")).toEqual(
      [
        { name: "playground", email: "aws+playground@acme.test", parent_id: units.sandbox },
        { name: "Acme production", email: "aws+production@acme.test", parent_id: units.workloads },
        { name: "staging", email: "aws+staging@acme.test", parent_id: units.workloads },
      ].map((account) => ({
        ...account,
        ...common,
        lifecycle: { ignore_changes: ["role_name"], prevent_destroy: true },
      })),
    );
    const disposable = changedStack(
      { ...managed, "organization.management.lifecycle": "disposable", "organization.management.trail": undefined },
      "organization",
    );
    for (const account of disposable.all("aws_organizations_account")) {
      expect(account).toMatchObject({ close_on_deletion: false, lifecycle: { ignore_changes: ["role_name"] } });
    }
  });

  it("says the ids of the accounts, for the configuration to name", () => {
    expect(stack.readable(valueAt(stack.json.output ?? {}, "summary.value.accounts"))).toEqual({
      playground: "${members/account-playground.id}",
      production: "${members/account-production.id}",
      staging: "${members/account-staging.id}",
    });
  });

  it("trusts CloudTrail where it has a trail, and nobody else who isn't named", () => {
    expect(stack.one("aws_organizations_organization")["aws_service_access_principals"]).toEqual([
      "cloudtrail.amazonaws.com",
    ]);
    const sso = { ...managed, "organization.management.trail": undefined };
    const services = ["sso.amazonaws.com", "account.amazonaws.com"];
    expect(
      changedStack({ ...sso, "organization.management.trustedServices": services }, "organization").one(
        "aws_organizations_organization",
      )["aws_service_access_principals"],
    ).toEqual(["account.amazonaws.com", "sso.amazonaws.com"]);
  });

  it("makes the roles of people in their accounts, and says where", () => {
    const providers = (stack.json.provider?.["aws"] ?? []).slice(1);
    expect(providers.map(({ alias, allowed_account_ids: ids }) => [alias, ids])).toEqual([
      ["people-staging", ["222222222222"]],
      ["people-production", ["333333333333"]],
      ["people-ops", ["111111111111"]],
    ]);
    expect(stack.readable(valueAt(stack.json.output ?? {}, "summary.value.roles"))).toEqual({
      developer: { staging: "${people-developer/staging/role.arn}" },
      administrator: {
        staging: "${people-administrator/staging/role.arn}",
        production: "${people-administrator/production/role.arn}",
      },
      auditor: { ops: "${people-auditor/ops/role.arn}" },
    });
  });

  it("has budgets of accounts by their ids, also of those that are made beside them", () => {
    const filters = stack.all("aws_budgets_budget").map((budget) => valueAt(budget, "cost_filter.0.values.0"));
    expect(filters).toEqual(["111111111111", "${members/account-playground.id}", undefined]);
    expect(stack.all("aws_ce_cost_allocation_tag").map((tag) => tag["tag_key"])).toEqual([
      "environment",
      "managed-by",
      "organization",
    ]);
  });

  it("holds each unit by one policy, beside AWS's own, and a unit without guard rails by none", () => {
    expect(stack.pathsOf("aws_organizations_policy_attachment")).toEqual([
      "guard-rails-sandbox/attachment",
      "guard-rails-workloads/attachment",
    ]);
    const bare = changedStack(
      { ...managed, "organization.management.units.sandbox": { guardRails: [] } },
      "organization",
    );
    expect(bare.pathsOf("aws_organizations_policy")).toEqual(["guard-rails-workloads/policy"]);
  });
});

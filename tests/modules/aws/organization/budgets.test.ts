import { describe, expect, it } from "vitest";
import { Budgets } from "../../../../modules/aws/organization/budgets.js";
import { synth } from "../../../support/synth.js";

const email = ["platform@acme.test"];
const stack = synth((scope) => {
  new Budgets(scope, "budgets", {
    organization: "acme",
    monthlyUsd: 5000,
    accounts: { sandbox: { id: "444444444444", monthlyUsd: 50.5 } },
    spentPercents: [80, 100],
    forecastPercents: [120],
    email,
    costAllocationTags: ["environment", "managed-by"],
  });
});

const alert = (notification_type: string, threshold: number) => ({
  notification_type,
  threshold,
  threshold_type: "PERCENTAGE",
  comparison_operator: "GREATER_THAN",
  subscriber_email_addresses: email,
});

describe("a budget", () => {
  const common = {
    budget_type: "COST",
    time_unit: "MONTHLY",
    limit_unit: "USD",
    notification: [alert("ACTUAL", 80), alert("ACTUAL", 100), alert("FORECASTED", 120)],
  };

  it("is of all accounts, or of one, and tells of what is spent and of what is expected", () => {
    expect(stack.all("aws_budgets_budget")).toEqual([
      {
        ...common,
        name: "acme-sandbox",
        limit_amount: "50.5",
        cost_filter: [{ name: "LinkedAccount", values: ["444444444444"] }],
      },
      { ...common, name: "acme", limit_amount: "5000.0" },
    ]);
  });
});

it("tags can be asked for in bills", () => {
  expect(stack.all("aws_ce_cost_allocation_tag")).toEqual([
    { tag_key: "environment", status: "Active" },
    { tag_key: "managed-by", status: "Active" },
  ]);
});

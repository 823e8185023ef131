import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface BudgetsProps {
  /** Begins their names. */
  readonly organization: string;
  /** Of all accounts together, in US dollars. */
  readonly monthlyUsd: number;
  /** Of single accounts, by name. */
  readonly accounts: Readonly<Record<string, { readonly id: string; readonly monthlyUsd: number }>>;
  /** Percentages that tell when they are spent, and when AWS expects them to be. */
  readonly spentPercents: readonly number[];
  readonly forecastPercents: readonly number[];
  readonly email: readonly string[];
  /** Tags to ask for in bills: AWS must have met them for a day. */
  readonly costAllocationTags: readonly string[];
}

/** What a month may cost, of all accounts and of single ones; the management account, which pays, has them all. */
export class Budgets extends Construct {
  private readonly props: BudgetsProps;

  constructor(scope: Construct, id: string, props: BudgetsProps) {
    super(scope, id);
    this.props = props;
    this.budget("total", [props.organization], props.monthlyUsd);
    for (const [account, { id, monthlyUsd }] of Object.entries(props.accounts)) {
      this.budget(`account-${account}`, [props.organization, account], monthlyUsd, id);
    }
    for (const tagKey of props.costAllocationTags) {
      new CeCostAllocationTag(this, `tag-${tagKey}`, { tagKey, status: "Active" });
    }
  }

  private budget(id: string, of: readonly string[], monthlyUsd: number, account?: string): void {
    const { spentPercents, forecastPercents } = this.props;
    new BudgetsBudget(this, id, {
      name: name("aws_budgets_budget", ...of),
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: monthlyUsd.toFixed(1),
      limitUnit: "USD",
      ...(account === undefined ? {} : { costFilter: [{ name: "LinkedAccount", values: [account] }] }),
      notification: [
        ...spentPercents.map((percent) => this.alert("ACTUAL", percent)),
        ...forecastPercents.map((percent) => this.alert("FORECASTED", percent)),
      ],
    });
  }

  private alert(notificationType: "ACTUAL" | "FORECASTED", threshold: number) {
    return {
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      subscriberEmailAddresses: [...this.props.email],
    };
  }
}

import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization/index.js";
import type { Construct } from "constructs";
import type { ManagementConfig } from "../environments/schema/management/management.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { Budgets } from "../modules/aws/organization/budgets.js";
import { GuardRails } from "../modules/aws/organization/guard-rails.js";
import { Members } from "../modules/aws/organization/members.js";
import { OrganizationTrail, TRAIL_SERVICE } from "../modules/aws/organization/trail.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import { awsTags } from "../modules/core/tags.js";
import { PlatformStack, type Target } from "./base.js";
import { buildPeople } from "./people.js";

export interface OrganizationProps {
  readonly organization: OrganizationConfig;
  readonly management: ManagementConfig;
  readonly target: Target;
  readonly stateKey: string;
  /** The management account. */
  readonly account: string;
  readonly lifecycle: Lifecycle;
}

/** AWS Organizations: what accounts there are, and what nobody may do in them. */
export class Organization extends PlatformStack {
  constructor(scope: Construct, id: string, props: OrganizationProps) {
    super(scope, id, { ...props, region: props.organization.region });
    const { management } = props;

    const organization = new OrganizationsOrganization(this, "organization", {
      featureSet: "ALL",
      enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
      awsServiceAccessPrincipals: trusted(management),
    });
    const members = this.members(props, organization);
    this.guardRails(props, organization, members);
    this.trail(props, organization);
    this.budgets(props, members);
    const roles = buildPeople(this, { ...props, providerOf: (...end) => this.aliasedAws(...end) });
    this.output("summary", { organization: organization.id, accounts: members.accountIds, roles });
  }

  private members(
    { management, organization: { deployRole } }: OrganizationProps,
    organization: OrganizationsOrganization,
  ): Members {
    return new Members(this, "members", {
      rootId: organization.roots.get(0).id,
      units: Object.keys(management.units),
      accounts: Object.fromEntries(
        Object.entries(management.members).map(([key, { name = key, ...member }]) => [key, { ...member, name }]),
      ),
      role: deployRole,
    });
  }

  private guardRails(
    { management, organization: { deployRole } }: OrganizationProps,
    after: OrganizationsOrganization,
    { unitIds }: Members,
  ): void {
    for (const [unit, { guardRails: rails, regions, denies }] of Object.entries(management.units)) {
      if (rails.length + denies.length === 0 && regions === undefined) continue;
      new GuardRails(this, `guard-rails-${unit}`, {
        after,
        unit,
        unitId: unitIds[unit] ?? "",
        rails,
        ...(regions === undefined ? {} : { regions }),
        denies,
        deployRole,
      });
    }
  }

  private trail({ management, organization, account }: OrganizationProps, after: OrganizationsOrganization): void {
    if (management.trail === undefined) return;
    new OrganizationTrail(this, "trail", {
      organization: organization.name,
      organizationId: after.id,
      after,
      account,
      region: organization.region,
      deployRole: organization.deployRole,
      ...management.trail,
    });
  }

  private budgets({ management, organization }: OrganizationProps, { accountIds }: Members): void {
    if (management.budgets === undefined) return;
    const { accounts, costAllocationTags, ...budgets } = management.budgets;
    new Budgets(this, "budgets", {
      organization: organization.name,
      ...budgets,
      accounts: Object.fromEntries(
        Object.entries(accounts).map(([account, monthlyUsd]) => {
          const id = accountIds[account] ?? organization.accounts[account] ?? "";
          return [account, { id, monthlyUsd }];
        }),
      ),
      costAllocationTags: costAllocationTags ? Object.keys(awsTags(this.tags)) : [],
    });
  }
}

/** The services that the organization trusts in every account. */
function trusted({ trail, trustedServices }: ManagementConfig): string[] {
  return [...new Set([...trustedServices, ...(trail === undefined ? [] : [TRAIL_SERVICE])])].sort();
}

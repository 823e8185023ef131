import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization/index.js";
import type { Construct } from "constructs";
import type { ManagementConfig } from "../environments/schema/management/management.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { GuardRails } from "../modules/aws/organization/guard-rails.js";
import { Members } from "../modules/aws/organization/members.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import { PlatformStack, type Target } from "./base.js";

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
      awsServiceAccessPrincipals: [...management.trustedServices].sort(),
    });
    const members = this.members(props, organization);
    this.guardRails(props, organization, members);
    this.output("summary", { organization: organization.id, accounts: members.accountIds });
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
}

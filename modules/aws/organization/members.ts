import { OrganizationsAccount } from "@cdktf/provider-aws/lib/organizations-account/index.js";
import { OrganizationsOrganizationalUnit } from "@cdktf/provider-aws/lib/organizations-organizational-unit/index.js";
import { Construct } from "constructs";

export interface MembersProps {
  /** Id of the root, under which the units are. */
  readonly rootId: string;
  /** Names of the organizational units. */
  readonly units: readonly string[];
  readonly accounts: Readonly<Record<string, Member>>;
  /** Role that AWS makes in each new account, with every permission, for the management account. */
  readonly role: string;
}

export interface Member {
  /** How AWS shows it. */
  readonly name: string;
  /** Of its root user, unique in the world. */
  readonly email: string;
  readonly unit: string;
}

/** Organizational units and the accounts in them. An account costs nothing by itself, and is never closed from here. */
export class Members extends Construct {
  /** Ids of the units, by name. */
  readonly unitIds: Readonly<Record<string, string>>;
  /** Ids of the accounts, by name; known once they are made. */
  readonly accountIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { rootId, units, accounts, role }: MembersProps) {
    super(scope, id);
    this.unitIds = Object.fromEntries(
      units.map((unit) => {
        const made = new OrganizationsOrganizationalUnit(this, `unit-${unit}`, { name: unit, parentId: rootId });
        return [unit, made.id];
      }),
    );
    this.accountIds = Object.fromEntries(
      Object.entries(accounts).map(([account, { name, email, unit }]) => {
        const made = new OrganizationsAccount(this, `account-${account}`, {
          name,
          email,
          parentId: this.unitIds[unit] ?? "",
          roleName: role,
          // Protected or not: what is closed is gone for good after ninety days.
          closeOnDeletion: false,
          // AWS never tells it again: an account that was imported would be made anew.
          lifecycle: { ignoreChanges: ["role_name"] },
        });
        return [account, made.id];
      }),
    );
  }
}

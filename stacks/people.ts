import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { ManagementConfig } from "../environments/schema/management/management.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { PersonRole } from "../modules/aws/organization/person-role.js";

export interface PeopleProps {
  readonly organization: OrganizationConfig;
  readonly management: ManagementConfig;
  /** The management account. */
  readonly account: string;
  readonly providerOf: (alias: string, account: string, region: string) => TerraformProvider;
}

/**
 * The roles that people take, each in its accounts.
 *
 * @returns their ARNs, by role and account
 */
export function buildPeople(
  scope: Construct,
  { organization, management, account: managementAccount, providerOf }: PeopleProps,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { name, accounts, region } = organization;
  const providers = new Map<string, TerraformProvider>();
  const providerIn = (key: string, account: string): TerraformProvider => {
    const provider = providers.get(key) ?? providerOf(`people-${key}`, account, region);
    providers.set(key, provider);
    return provider;
  };
  const roles = Object.entries(management.people).map(([role, { accounts: keys, ...settings }]) => {
    const everywhere = new Construct(scope, `people-${role}`);
    const arns = keys.map((key) => {
      const account = accounts[key] ?? "";
      const props = { organization: name, role, account, provider: providerIn(key, account), managementAccount };
      return [key, new PersonRole(everywhere, key, { ...props, ...settings }).arn];
    });
    return [role, Object.fromEntries(arns)];
  });
  return Object.fromEntries(roles);
}

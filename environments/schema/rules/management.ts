import type { Problem } from "../../../modules/core/errors.js";
import type { ManagementConfig } from "../management/management.js";
import type { OrganizationConfig } from "../organization.js";
import type { Candidate, Rule } from "./context.js";

/** The management account is known, and each member has an address and a place of its own. */
export const membersHaveTheirUnits: Rule<"organization"> = ({ organization: { accounts, management } }) => {
  if (management === undefined) return [];
  return [
    ...managementAccountIsKnown(management, accounts),
    ...Object.entries(management.members).flatMap(([name, { unit, email }], index, all): Problem[] => {
      const path = `organization.management.members.${name}`;
      const lower = email.toLowerCase();
      const first = all.findIndex(([, other]) => other.email.toLowerCase() === lower);
      const known = Object.keys(management.units);
      return [
        ...(known.includes(unit)
          ? []
          : [{ path: `${path}.unit`, what: "names no known unit", value: unit, allowed: known.join(", ") }]),
        ...(first === index
          ? []
          : [
              {
                path: `${path}.email`,
                what: `is the address of ${all[first]?.[0]}, too: AWS takes it for one account`,
                value: email,
                fix: "give each its own; what stands after a + reaches the same mailbox",
              },
            ]),
      ];
    }),
  ];
};

function managementAccountIsKnown(
  { account, members }: ManagementConfig,
  accounts: OrganizationConfig["accounts"],
): Problem[] {
  const id = accounts[account];
  if (id === undefined) {
    const allowed = Object.keys(accounts).join(", ");
    return [{ path: "organization.management.account", what: "names no known account", value: account, allowed }];
  }
  return Object.keys(members)
    .filter((name) => name === account || accounts[name] === id)
    .map((name) => ({
      path: `organization.management.members.${name}`,
      what: "is the management account, which is a member of no unit",
      value: id,
      fix: "remove it here",
    }));
}

/** Each budget of an account is of one that is known, here or there. */
export const budgetsHaveTheirAccounts: Rule<"organization"> = ({ organization: { accounts, management } }) => {
  const known = [...new Set([...Object.keys(accounts), ...Object.keys(management?.members ?? {})])];
  return Object.keys(management?.budgets?.accounts ?? {})
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: `organization.management.budgets.accounts.${name}`,
      what: "names no known account",
      value: name,
      allowed: known.join(", "),
      fix: "correct the name",
    }));
};

/** CloudFront has what it logs and what filters for it in one region alone. */
const CLOUDFRONT_REGION = "us-east-1";

/** No unit forbids the regions that this configuration itself works in: its deploys would be refused. */
export const regionsAreAllowed: Rule<"organization" | "environments"> = ({ organization, environments }) => {
  const { accounts, management } = organization;
  return Object.entries(management?.members ?? {}).flatMap(([name, { unit }]): Problem[] => {
    const allowed = management?.units[unit]?.regions;
    const id = accounts[name];
    if (allowed === undefined || id === undefined) return [];
    const missing = usesOf(id, organization, environments).filter(({ region }) => !allowed.includes(region));
    return missing.map(({ region, by }) => ({
      path: `organization.management.units.${unit}.regions`,
      what: `forbid ${name} a region that ${by} needs`,
      value: region,
      allowed: allowed.join(", "),
      fix: `add ${region}`,
    }));
  });
};

/** Where something is made in an account, and by what. */
function usesOf(
  id: string,
  { accounts, region, security, trunking }: OrganizationConfig,
  environments: readonly Candidate[],
): readonly { readonly region: string; readonly by: string }[] {
  const own = environments.filter(({ parsed }) => parsed.account === id);
  const inAccount = (one: { readonly account: string }) => accounts[one.account] === id;
  return [
    ...(accounts["ops"] === id ? [{ region, by: "ops" }] : []),
    ...own.map(({ parsed }) => ({ region: parsed.region, by: parsed.name })),
    ...own.flatMap(({ parsed: { name, edge } }) =>
      edge?.cdn === undefined ? [] : [{ region: CLOUDFRONT_REGION, by: `${name}'s CloudFront` }],
    ),
    ...security.filter(inAccount).map(({ region }) => ({ region, by: "organization.security" })),
    ...trunking.filter(inAccount).map(({ region }) => ({ region, by: "organization.trunking" })),
  ];
}

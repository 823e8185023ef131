import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** A role is made in accounts that there are already, in each once. */
export const peopleHaveTheirAccounts: Rule<"organization"> = ({ organization: { accounts, management } }) =>
  Object.entries(management?.people ?? {}).flatMap(([role, one]) =>
    one.accounts.flatMap((account, index, all): Problem[] => {
      const at = { path: `organization.management.people.${role}.accounts.${index}`, value: account };
      if (all.indexOf(account) < index) return [{ ...at, what: "is listed twice", fix: "remove it here" }];
      if (accounts[account] !== undefined) return [];
      if (management?.members[account] !== undefined) {
        const fix = "./gantry deploy organization says it: write it into `accounts`, then add it here";
        return [{ ...at, what: "has no id yet", fix }];
      }
      const allowed = Object.keys(accounts).join(", ");
      return [{ ...at, what: "names no known account", allowed, fix: "correct the name" }];
    }),
  );

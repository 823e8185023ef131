import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** An account has one detector and one recorder in a region: a second would be refused, or take the first one over. */
export const accountsAreWatchedOnce: Rule<"organization"> = ({ organization: { accounts, security } }) =>
  security.flatMap(({ account, region }, index): Problem[] => {
    const path = `organization.security.${index}`;
    const id = accounts[account];
    if (id === undefined) {
      const allowed = Object.keys(accounts).join(", ");
      return [
        { path: `${path}.account`, what: "names no known account", value: account, allowed, fix: "correct the name" },
      ];
    }
    const first = security.findIndex((one) => accounts[one.account] === id && one.region === region);
    if (first === index) return [];
    return [
      {
        path,
        what: `is for the same account and region as organization.security.${first}, where AWS has one of each`,
        value: `${account} (${id}), ${region}`,
        fix: "write both into one entry",
      },
    ];
  });

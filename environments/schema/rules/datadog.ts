import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** The accounts that Datadog reads are the organization's, each once. */
export const datadogFindsItsAccounts: Rule<"organization"> = ({ organization: { accounts, datadog } }) =>
  (datadog.integration?.accounts ?? []).flatMap((account, index, all): Problem[] => {
    const at = { path: `organization.datadog.integration.accounts.${index}`, value: account };
    if (all.indexOf(account) < index) return [{ ...at, what: "is listed twice", fix: "remove it here" }];
    if (accounts[account] !== undefined) return [];
    const allowed = Object.keys(accounts).join(", ");
    return [{ ...at, what: "names no known account", allowed, fix: "correct the name" }];
  });

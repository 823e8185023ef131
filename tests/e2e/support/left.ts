import { type InventoryItem, inventory } from "../../../local/inventory.js";
import type { Checkout } from "./checkout.js";

/** The accounts of the embedded cloud that the tests' configurations name. */
export const ACCOUNTS = { ops: "111111111111", staging: "222222222222", production: "333333333333" } as const;

/** What an environment is made of at Datadog; its account and its catalogue are the shared stack's. */
const WATCHING = /^datadog_(monitor|dashboard|downtime|service_level)/;

/** Of the shared stack, too: by this role Datadog reads the account. */
const INTEGRATION = /^gantry-datadog\b/;

/** What is left of an environment: all that its account holds, and all that watches it. */
export async function leftOf(clone: Checkout, name: "production" | "staging"): Promise<readonly InventoryItem[]> {
  const items = await inventory(await clone.cloud());
  return items.filter((item) =>
    item.provider === "aws"
      ? item.account === ACCOUNTS[name] && !INTEGRATION.test(item.id)
      : WATCHING.test(item.type) && item.name.includes(name),
  );
}

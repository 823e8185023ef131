import { statefulTypes } from "../../modules/core/lifecycle.js";
import type { Synthesized } from "./synth.js";

const STATEFUL = "# Holds data: an address that vanishes from here is a destroy of what it held.";
const STATELESS = "# Can be made again.";

/** Every address of a stack, what holds data first: small enough to be reviewed line by line. */
export function addressList(stack: Synthesized): string {
  const addresses = stack.resources().map(({ type, address }) => ({ address, stateful: statefulTypes.has(type) }));
  const section = (stateful: boolean) =>
    addresses
      .filter((one) => one.stateful === stateful)
      .map(({ address }) => address)
      .sort();
  return [STATEFUL, ...section(true), "", STATELESS, ...section(false), ""].join("\n");
}

/** Addresses that held data in a committed list, and that the stack neither has nor says where they went. */
export function vanished(committed: string, stack: Synthesized): readonly string[] {
  const [stateful = ""] = committed.split(STATELESS);
  const kept = new Set([
    ...stack.resources().map(({ address }) => address),
    ...(stack.json.moved ?? []).map(({ from }) => from),
  ]);
  return stateful.split("\n").filter((line) => line !== "" && !line.startsWith("#") && !kept.has(line));
}

/** What vanished addresses mean, and how to mend it or to let them go. */
export function explain(name: string, addresses: readonly string[]): string {
  return [
    `the stack ${name} no longer has what holds data at:`,
    ...addresses.map((address) => `  ${address}`),
    "Applied like this, Terraform destroys it there and makes an empty one elsewhere.",
    'When it was renamed or moved, say so at its new place: resource.moveFromId("<old address>").',
    "When it shall really go, take its lines out of the list, or write the list anew:",
    "  npx vitest run --project unit tests/policy/addresses.test.ts -u",
  ].join("\n");
}

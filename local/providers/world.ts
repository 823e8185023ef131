import { fromJson, toJson } from "./protocol/codec.js";
import { type ObjectValue, textOf } from "./protocol/values.js";
import { settle } from "./resources/apply.js";
import { discard, idOf } from "./resources/lifecycle.js";
import { planChange } from "./resources/plan.js";
import type { StandInProvider } from "./resources/provider.js";
import type { Store } from "./store.js";
import type { Vendor } from "./vendors/types.js";

export interface InventoryItem {
  readonly provider: Vendor["name"];
  /** Terraform type, such as `datadog_monitor`. */
  readonly type: string;
  readonly id: string;
  /** What people call it: its name, key, path or description; else its id. */
  readonly name: string;
}

/** The attributes that people know a resource by, the best first. */
const NAMES = ["name", "key", "path", "title", "description", "environment", "service_name"];

/** What tests and people see of the vendors' side, and do there behind Terraform's back. */
export class World {
  constructor(
    private readonly providers: readonly StandInProvider[],
    private readonly store: Store,
  ) {}

  inventory(): readonly InventoryItem[] {
    return this.store
      .entries()
      .map(({ type, id, values }) => ({
        provider: this.#type(type).type.vendor.name,
        type,
        id,
        name: nameOf(values, id),
      }))
      .sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
  }

  read(type: string, id: string): Record<string, unknown> | undefined {
    const values = this.store.get(type, id);
    return values === undefined ? undefined : (toJson(values) as Record<string, unknown>);
  }

  /** No rules are applied: whatever a test wants to find there may be there. @throws on unknown attributes. */
  create(name: string, values: Record<string, unknown>): string {
    const { type, cty } = this.#type(name);
    const proposed = { ...(fromJson({}, cty) as ObjectValue), ...this.#typed(name, values) };
    const { planned } = planChange(type.block, type.kind, null, proposed);
    const settled = settle(type, planned, undefined, this.store, new Date());
    this.store.put(name, idOf(settled), settled);
    return idOf(settled);
  }

  /** @throws when it doesn't exist, and on unknown attributes. */
  mutate(type: string, id: string, changes: Record<string, unknown>): void {
    this.store.put(type, id, { ...this.#existing(type, id), ...this.#typed(type, changes) });
  }

  /** @throws when it doesn't exist. */
  remove(type: string, id: string): void {
    this.#existing(type, id);
    discard(type, id, this.#type(type).type.vendor, this.store);
  }

  #type(name: string): ReturnType<StandInProvider["type"]> {
    const provider = this.providers.find(({ vendor }) => name.startsWith(`${vendor.name}_`));
    if (provider === undefined) throw new Error(`No stand-in has the type ${name}.`);
    return provider.type(name);
  }

  #existing(type: string, id: string): ObjectValue {
    const values = this.store.get(type, id);
    if (values === undefined) throw new Error(`No ${type} has the id ${id}. inventory() lists what exists.`);
    return values;
  }

  #typed(name: string, values: Record<string, unknown>): ObjectValue {
    const { cty } = this.#type(name);
    const attributes = typeof cty !== "string" && cty[0] === "object" ? cty[1] : {};
    const typed = Object.entries(values).map(([attribute, value]) => {
      const type = attributes[attribute];
      const known = Object.keys(attributes).sort().join(", ");
      if (type === undefined) throw new Error(`${name} has no attribute ${attribute}; it has ${known}.`);
      return [attribute, fromJson(value, type)] as const;
    });
    return Object.fromEntries(typed);
  }
}

function nameOf(values: ObjectValue, id: string): string {
  return NAMES.map((attribute) => textOf(values[attribute])).find((name) => name !== "") ?? id;
}

function sortKey({ type, name, id }: InventoryItem): string {
  return `${type} ${name} ${id}`;
}

import { fromJson, toJson } from "./protocol/codec.js";
import { type ProviderServer, type ReattachEntry, serveProvider } from "./protocol/server.js";
import type { ObjectValue } from "./protocol/values.js";
import { settle } from "./resources/apply.js";
import { discard, idOf } from "./resources/lifecycle.js";
import { planChange } from "./resources/plan.js";
import { StandInProvider } from "./resources/provider.js";
import { withSensitive } from "./resources/schema-flags.js";
import { providerSchema } from "./schema/cache.js";
import { type Fault, Store } from "./store.js";
import { datadog } from "./vendors/datadog/index.js";
import { digitalocean } from "./vendors/digitalocean/index.js";
import { gitlab } from "./vendors/gitlab/index.js";

export type { ReattachEntry } from "./protocol/server.js";
export type { Fault } from "./store.js";

export interface InventoryItem {
  readonly provider: "datadog" | "gitlab" | "digitalocean";
  /** Terraform type, such as `datadog_monitor`. */
  readonly type: string;
  readonly id: string;
  /** What people call it: its name, key, path or description; else its id. */
  readonly name: string;
}

/** Stand-ins for the Datadog, GitLab and DigitalOcean providers, and the world behind them. */
export interface StandIns {
  /** What TF_REATTACH_PROVIDERS must hold, as an object: provider address → reattach entry. */
  readonly reattach: Readonly<Record<string, ReattachEntry>>;
  /** Everything that exists now, sorted. */
  inventory(): readonly InventoryItem[];
  read(type: string, id: string): Record<string, unknown> | undefined;
  /** Adds a resource that Terraform did not make, as a person would in the vendor's pages. @returns its id. */
  create(type: string, values: Record<string, unknown>): string;
  /** Changes a resource behind Terraform's back; throws if it doesn't exist or an attribute is unknown. */
  mutate(type: string, id: string, changes: Record<string, unknown>): void;
  /** Deletes behind Terraform's back; throws if it doesn't exist. */
  remove(type: string, id: string): void;
  /** The next `times` operations on the type fail with this message. */
  fail(fault: Fault): void;
  /** Forgets everything, as a fresh world. */
  reset(): void;
  stop(): Promise<void>;
}

const VENDORS = [datadog, gitlab, digitalocean];

/** Terraform and OpenTofu write the same provider under different hosts. */
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

const NAMES = ["name", "key", "path", "title", "description", "environment", "service_name"];

/**
 * Starts the three stand-ins on free loopback ports, in this process.
 *
 * @param options.cacheDirectory Where schemas that were derived from the installed bindings are kept between starts.
 */
export async function startStandIns(options: { readonly cacheDirectory: string }): Promise<StandIns> {
  const store = new Store();
  const providers = VENDORS.map((vendor) => {
    const schema = withSensitive(providerSchema(vendor.name, options.cacheDirectory), vendor);
    return { vendor, provider: new StandInProvider(vendor, schema, store) };
  });
  const servers: ProviderServer[] = [];
  const reattach: Record<string, ReattachEntry> = {};
  for (const { vendor, provider } of providers) {
    const server = await serveProvider(provider, vendor.protocol);
    servers.push(server);
    for (const host of HOSTS) reattach[`${host}/${vendor.address}`] = server.reattach;
  }
  const vendorOf = (type: string) => VENDORS.find((vendor) => type.startsWith(`${vendor.name}_`));
  const typeOf = (name: string) => {
    const found = providers.find(({ vendor }) => vendor === vendorOf(name));
    if (found === undefined) throw new Error(`No stand-in has the type ${name}.`);
    return found.provider.type(name);
  };
  const existing = (type: string, id: string): ObjectValue => {
    const values = store.get(type, id);
    if (values === undefined) throw new Error(`No ${type} has the id ${id}. inventory() lists what exists.`);
    return values;
  };
  const typed = (name: string, values: Record<string, unknown>): Partial<ObjectValue> => {
    const { cty } = typeOf(name);
    const attributes = typeof cty !== "string" && cty[0] === "object" ? cty[1] : {};
    return Object.fromEntries(
      Object.entries(values).map(([attribute, value]) => {
        const type = attributes[attribute];
        if (type === undefined)
          throw new Error(
            `${name} has no attribute ${attribute}; it has ${Object.keys(attributes).sort().join(", ")}.`,
          );
        return [attribute, fromJson(value, type)];
      }),
    );
  };
  return {
    reattach,
    inventory: () =>
      store
        .entries()
        .map(({ type, id, values }) => ({
          provider: vendorOf(type)?.name ?? "datadog",
          type,
          id,
          name: nameOf(values, id),
        }))
        .sort((left, right) =>
          `${left.type} ${left.name} ${left.id}` < `${right.type} ${right.name} ${right.id}` ? -1 : 1,
        ),
    read(type, id) {
      const values = store.get(type, id);
      return values === undefined ? undefined : (toJson(values) as Record<string, unknown>);
    },
    create(name, values) {
      const { type, cty } = typeOf(name);
      const proposed = { ...(fromJson({}, cty) as ObjectValue), ...typed(name, values) } as ObjectValue;
      const { planned } = planChange(type.block, type.kind, null, proposed);
      const settled = settle(type, planned, undefined, store, new Date());
      store.put(name, idOf(settled), settled);
      return idOf(settled);
    },
    mutate(type, id, changes) {
      store.put(type, id, { ...existing(type, id), ...typed(type, changes) } as ObjectValue);
    },
    remove(type, id) {
      existing(type, id);
      discard(type, id, typeOf(type).type.vendor, store);
    },
    fail: (fault) => store.fail(fault),
    reset: () => store.reset(),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function nameOf(values: ObjectValue, id: string): string {
  const name = NAMES.map((attribute) => values[attribute]).find((value) => typeof value === "string" && value !== "");
  return typeof name === "string" ? name : id;
}

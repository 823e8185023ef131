import { type ProviderServer, type ReattachEntry, serveProvider } from "./protocol/server.js";
import { StandInProvider } from "./resources/provider.js";
import { withSensitive } from "./resources/schema-flags.js";
import { providerSchema } from "./schema/cache.js";
import { type Fault, Store } from "./store.js";
import { datadog } from "./vendors/datadog/index.js";
import { digitalocean } from "./vendors/digitalocean/index.js";
import { gitlab } from "./vendors/gitlab/index.js";
import { type InventoryItem, World } from "./world.js";

export type { ReattachEntry } from "./protocol/server.js";
export type { Fault } from "./store.js";
export type { InventoryItem } from "./world.js";

/** Stand-ins for the Datadog, GitLab and DigitalOcean providers, and the world behind them. */
export interface StandIns {
  /** What TF_REATTACH_PROVIDERS must hold, as an object: provider address → reattach entry. */
  readonly reattach: Readonly<Record<string, ReattachEntry>>;
  /** Everything that exists now, sorted by type and name. */
  inventory(): readonly InventoryItem[];
  read(type: string, id: string): Record<string, unknown> | undefined;
  /** Adds a resource that Terraform did not make, as a person would in the vendor's pages. @returns its id. */
  create(type: string, values: Record<string, unknown>): string;
  /** Changes a resource behind Terraform's back; throws if it doesn't exist or an attribute is unknown. */
  mutate(type: string, id: string, changes: Record<string, unknown>): void;
  /** Deletes behind Terraform's back, with all that belongs to it; throws if it doesn't exist. */
  remove(type: string, id: string): void;
  /** The next `times` operations on the type fail with this message. */
  fail(fault: Fault): void;
  /** Forgets everything, as a fresh world. */
  reset(): void;
  stop(): Promise<void>;
}

/** Terraform and OpenTofu write the same provider under different hosts. */
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * Starts the three stand-ins on free loopback ports, in this process.
 *
 * @param options.cacheDirectory Where schemas that were derived from the installed bindings are kept between starts.
 */
export async function startStandIns(options: { readonly cacheDirectory: string }): Promise<StandIns> {
  const store = new Store();
  const providers = [datadog, gitlab, digitalocean].map((vendor) => {
    const schema = withSensitive(providerSchema(vendor.name, options.cacheDirectory), vendor);
    return new StandInProvider(vendor, schema, store);
  });
  const world = new World(providers, store);
  const servers: ProviderServer[] = [];
  const reattach: Record<string, ReattachEntry> = {};
  for (const provider of providers) {
    const server = await serveProvider(provider, provider.vendor.protocol);
    servers.push(server);
    for (const host of HOSTS) reattach[`${host}/${provider.vendor.address}`] = server.reattach;
  }
  return {
    reattach,
    inventory: () => world.inventory(),
    read: (type, id) => world.read(type, id),
    create: (type, values) => world.create(type, values),
    mutate: (type, id, changes) => world.mutate(type, id, changes),
    remove: (type, id) => world.remove(type, id),
    fail: (fault) => store.fail(fault),
    reset: () => store.reset(),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

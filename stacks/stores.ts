import type { Construct } from "constructs";
import { BucketStore } from "../modules/aws/data/bucket-store.js";
import { Postgres } from "../modules/aws/data/postgres.js";
import type { StoreRef } from "../modules/core/refs.js";
import type { Shared } from "./shared.js";

/** The catalogue's stores, each by its kind. */
export function buildStores(
  scope: Construct,
  { environment, organization, lifecycle, network, keyArn }: Shared,
): StoreRef[] {
  return Object.entries(environment.stores).map(([store, config]) => {
    const id = `store-${store}`;
    const common = { environment: environment.name, store, keyArn };
    return config.kind === "postgres"
      ? new Postgres(scope, id, { ...common, ...config, network, applyImmediately: lifecycle === "disposable" }).ref
      : new BucketStore(scope, id, { ...common, ...config, organization: organization.name }).ref;
  });
}

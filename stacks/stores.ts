import type { Construct } from "constructs";
import type { StoreConfig } from "../environments/schema/store.js";
import { BucketStore } from "../modules/aws/data/bucket-store.js";
import { Files } from "../modules/aws/data/files.js";
import { Postgres } from "../modules/aws/data/postgres.js";
import { Queue } from "../modules/aws/data/queue.js";
import type { StoreRef } from "../modules/core/refs.js";
import type { Shared } from "./shared.js";

/** The catalogue's stores, each by its kind. */
export function buildStores(scope: Construct, shared: Shared): StoreRef[] {
  return Object.entries(shared.environment.stores).map(([store, config]) => build(scope, store, config, shared));
}

function build(scope: Construct, store: string, config: StoreConfig, shared: Shared): StoreRef {
  const { environment, organization, lifecycle, network, keyArn } = shared;
  const id = `store-${store}`;
  const { account, region } = environment;
  const common = { environment: environment.name, store, keyArn };
  switch (config.kind) {
    case "postgres":
      return new Postgres(scope, id, { ...common, ...config, network, applyImmediately: lifecycle === "disposable" })
        .ref;
    case "bucket":
      return new BucketStore(scope, id, { ...common, ...config, organization: organization.name }).ref;
    case "queue":
      return new Queue(scope, id, { ...common, ...config, account, region }).ref;
    case "files": {
      const { zones } = environment.network;
      return new Files(scope, id, { ...common, network, zones, backups: lifecycle === "protected" }).ref;
    }
  }
}

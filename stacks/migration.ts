import type { Construct } from "constructs";
import type { StoreConfig } from "../environments/schema/stores/store.js";
import { Replication } from "../modules/aws/migration/replication.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import { rangesOf } from "./remotes.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

/** What fills the stores of an environment from old databases. */
export function buildMigration(scope: Construct, props: Shared & { readonly stores: readonly StoreRef[] }): void {
  const { environment, lifecycle, network, keyArn, stores } = props;
  const { name, account, region, migration = {} } = environment;
  for (const [filled, { from, to, ...move }] of Object.entries(migration)) {
    const store = stores.find((one) => one.name === filled);
    if (store === undefined) throw new Error(`the configuration let an unknown store through: ${filled}`);
    new Replication(scope, `migration-${filled}`, {
      ...move,
      environment: name,
      account,
      region,
      network,
      keyArn,
      store,
      database: databaseOf(environment.stores[filled]),
      from: {
        ...from,
        ranges: from.address === undefined ? rangesOf(from.over, environment.network) : [`${from.address}/32`],
      },
      to,
      logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
    });
  }
}

function databaseOf(store: StoreConfig | undefined): string {
  if (store === undefined || !("database" in store)) throw new Error("the configuration let another store through");
  return store.database;
}

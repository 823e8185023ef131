import { settingName } from "../modules/aws/data/settings.js";
import type { ReachableRef } from "../modules/core/refs/network.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import type { Entrances } from "./entrances.js";

/** What of an environment listens under a name that everything in its VPC resolves: where a bastion may lead. */
export function reachableOf(stores: readonly StoreRef[], { of: entrances }: Entrances): readonly ReachableRef[] {
  const listening = stores.flatMap(({ name, peer, variables }): readonly ReachableRef[] => {
    const host = variables[settingName(name, "HOST")];
    if (peer === undefined || host === undefined) return [];
    return [{ kind: "store", name, host, port: peer.port, securityGroupId: peer.securityGroupId }];
  });
  const internal = [...entrances].flatMap(([name, { ref }]): readonly ReachableRef[] => {
    // Only the proxies of Service Connect know their names. A store of the same name is the one that is meant.
    if (ref.namespaceArn !== undefined || listening.some((store) => store.name === name)) return [];
    const { port, securityGroupId } = ref.peer;
    return [{ kind: "service", name, host: ref.host, port, securityGroupId }];
  });
  return [...listening, ...internal];
}

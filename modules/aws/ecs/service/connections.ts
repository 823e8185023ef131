import type { Construct } from "constructs";
import type { PeerRef, StoreRef } from "../../../core/refs.js";
import { Allow, AllowToAnywhere } from "../../security/allow.js";

/** What the tasks of any service may open: HTTPS to the world, and what their stores listen on. */
export function connectTasks(scope: Construct, from: PeerRef, stores: readonly StoreRef[]): void {
  new AllowToAnywhere(scope, "https-out", { from, port: 443, purpose: "images, AWS and other APIs" });
  for (const { name, peer } of stores) {
    if (peer !== undefined) new Allow(scope, `to-${name}`, { from, to: peer, port: peer.port, purpose: name });
  }
}

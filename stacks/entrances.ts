import type { Construct } from "constructs";
import type { ServiceConfigOf } from "../environments/schema/services/service.js";
import { Entrance } from "../modules/aws/ecs/service/internal/entrance.js";
import { InternalLoadBalancer } from "../modules/aws/edge/internal-load-balancer.js";
import { PrivateNamespace } from "../modules/aws/network/private-namespace.js";
import type { InternalLoadBalancerRef } from "../modules/core/refs/entrances.js";
import type { Shared } from "./shared.js";

/** How the internal services of an environment are found and reached. */
export interface Entrances {
  /** By the name of the service. */
  readonly of: ReadonlyMap<string, Entrance>;
  /** @default - no service is reached over it */
  readonly balancer?: InternalLoadBalancerRef;
}

/** The namespace is made only where a service is internal, and the load balancer where one is reached over it. */
export function buildEntrances(
  scope: Construct,
  { environment, network }: Pick<Shared, "environment" | "network">,
): Entrances {
  const internal = Object.entries(environment.services).flatMap(([service, config]) =>
    config.kind === "internal" ? [[service, config] as const] : [],
  );
  if (internal.length === 0) return { of: new Map() };
  const named = { environment: environment.name, network };
  const namespace = new PrivateNamespace(scope, "namespace", named).ref;
  const balancer = internal.some(([, { over }]) => over === "load-balancer")
    ? { balancer: new InternalLoadBalancer(scope, "internal-edge", named).ref }
    : {};
  const entrance = (service: string, { port, over }: ServiceConfigOf<"internal">) =>
    new Entrance(scope, `entrance-${service}`, { ...named, service, port, over, namespace, ...balancer });
  return { of: new Map(internal.map(([service, config]) => [service, entrance(service, config)])), ...balancer };
}

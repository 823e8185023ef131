import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import type { Construct } from "constructs";
import { rangeInId } from "../../../core/ids.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { CallRef } from "../../../core/refs/entrances.js";
import type { NetworkRef, PeerRef, RemoteRef } from "../../../core/refs/network.js";
import type { StoreRef } from "../../../core/refs/stores.js";
import { Allow, AllowToAnywhere, AllowToRange } from "../../security/allow.js";
import { Group } from "../../security/group.js";

export interface TaskGroupProps {
  readonly environment: string;
  readonly service: string;
  readonly network: NetworkRef;
  readonly cluster: ClusterRef;
  readonly stores: readonly StoreRef[];
  /** @default none */
  readonly calls?: readonly CallRef[];
  /** Networks elsewhere whose hosts it reaches. @default none */
  readonly reaches?: readonly RemoteRef[];
}

/**
 * The group in which a service's tasks are: one of their own, with rules to their stores and to the world; or that of
 * their instances, where they share its interface, whose rules the cluster has made.
 */
export function taskGroup(scope: Construct, props: TaskGroupProps): PeerRef {
  const { environment, service, network, cluster } = props;
  if (cluster.sharedGroup !== undefined) return cluster.sharedGroup;
  const { ref } = new Group(scope, "group", { environment, vpcId: network.vpcId, label: `service ${service}` });
  connectTasks(scope, ref, props);
  return ref;
}

/** Lets a load balancer reach the tasks of a service, where the cluster hasn't done so for all of them. */
export function admit(
  scope: Construct,
  { from, to, cluster, port }: { from: PeerRef; to: PeerRef; cluster: ClusterRef; port: number },
): void {
  if (cluster.sharedGroup !== undefined) return;
  new Allow(scope, "from-load-balancer", { from, to, port, purpose: "requests" });
}

/** The arguments of an ECS service that follow from how its tasks are connected. */
export function networkArguments(
  { cluster, network }: Pick<TaskGroupProps, "cluster" | "network">,
  group: PeerRef,
): Pick<EcsServiceConfig, "networkConfiguration"> {
  if (cluster.sharedGroup !== undefined) return {};
  return {
    networkConfiguration: {
      subnets: [...network.privateSubnetIds],
      securityGroups: [group.securityGroupId],
      assignPublicIp: false,
    },
  };
}

/** What the tasks of any service may open: HTTPS to the world, and what their stores and those they call listen on. */
export function connectTasks(
  scope: Construct,
  from: PeerRef,
  { network, stores, calls = [], reaches = [] }: Pick<TaskGroupProps, "network" | "stores" | "calls" | "reaches">,
): void {
  const { ipv6 } = network;
  new AllowToAnywhere(scope, "https-out", { from, port: 443, purpose: "images, AWS and other APIs", ipv6 });
  reach(scope, from, reaches);
  for (const { name, peer } of stores) {
    if (peer !== undefined) new Allow(scope, `to-${name}`, { from, to: peer, port: peer.port, purpose: name });
  }
  for (const { service, peer } of calls) {
    new Allow(scope, `call-${service}`, { from, to: peer, port: peer.port, purpose: `calls of ${service}` });
  }
}

/** Lets a group out to hosts of networks elsewhere, one rule for each of their ranges and ports. */
export function reach(scope: Construct, from: PeerRef, remotes: readonly RemoteRef[]): void {
  for (const { name, ranges, ports } of remotes) {
    for (const range of ranges) {
      for (const port of ports) {
        const id = `reach-${name}-${rangeInId(range)}-${port}`;
        new AllowToRange(scope, id, { from, range, port, purpose: name });
      }
    }
  }
}

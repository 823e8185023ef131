import { ServiceDiscoveryInstance } from "@cdktf/provider-aws/lib/service-discovery-instance/index.js";
import {
  ServiceDiscoveryService,
  type ServiceDiscoveryServiceConfig,
} from "@cdktf/provider-aws/lib/service-discovery-service/index.js";
import { Construct } from "constructs";
import { name } from "../../../../core/names.js";
import type { CallRef, InternalLoadBalancerRef, NamespaceRef } from "../../../../core/refs/entrances.js";
import type { NetworkRef, PeerRef } from "../../../../core/refs/network.js";
import { Group } from "../../../security/group.js";

export interface EntranceProps {
  readonly environment: string;
  readonly service: string;
  /** Port on which it listens, and under which it's called. */
  readonly port: number;
  readonly over: "dns" | "load-balancer" | "service-connect";
  readonly network: NetworkRef;
  readonly namespace: NamespaceRef;
  /** Goes with `load-balancer`. @default - none */
  readonly balancer?: InternalLoadBalancerRef;
}

/** What stands behind the name of an internal service. */
export type Behind =
  /** Its tasks, which ECS registers in Cloud Map. */
  | { readonly over: "dns"; readonly group: PeerRef; readonly registryArn: string }
  /** Its tasks, of which the proxies of Service Connect know. */
  | { readonly over: "service-connect"; readonly group: PeerRef; readonly namespaceArn: string }
  | { readonly over: "load-balancer"; readonly balancer: InternalLoadBalancerRef };

/** Callers that resolve the name again follow a deployment within this time. */
const RECORD_TTL_SECONDS = 10;

/**
 * The name of an internal service, and whom its callers may reach under it.
 *
 * It stands before all services: so two may call each other, and no resource waits in a circle for another.
 */
export class Entrance extends Construct {
  /** What a caller is told. */
  readonly ref: CallRef;
  /** What the service itself is told. */
  readonly behind: Behind;
  private readonly props: EntranceProps;

  constructor(scope: Construct, id: string, props: EntranceProps) {
    super(scope, id);
    this.props = props;
    const { service, port, namespace } = props;
    this.behind = this.build();
    const peer = this.behind.over === "load-balancer" ? this.behind.balancer : this.behind.group;
    const host = `${this.label}.${namespace.domain}`;
    this.ref = {
      service,
      url: `http://${host}:${port}`,
      host,
      peer: { label: peer.label, securityGroupId: peer.securityGroupId, port },
      ...(this.behind.over === "service-connect" ? { namespaceArn: this.behind.namespaceArn } : {}),
    };
  }

  private build(): Behind {
    const { over, balancer, namespace } = this.props;
    if (over === "dns") return { over, group: this.group(), registryArn: this.registerTasks() };
    if (over === "service-connect") return { over, group: this.group(), namespaceArn: namespace.arn };
    if (balancer === undefined) throw new Error(`no load balancer was made for ${this.props.service}`);
    this.registerBalancer(balancer);
    return { over, balancer };
  }

  private get label(): string {
    return name("aws_service_discovery_service", this.props.service);
  }

  private group(): PeerRef {
    const { environment, service, network } = this.props;
    return new Group(this, "group", { environment, vpcId: network.vpcId, label: `service ${service}` }).ref;
  }

  /** Up to eight healthy tasks in each answer, in changing order. */
  private registerTasks(): string {
    return this.discovery("MULTIVALUE", {
      // ECS tells Cloud Map how each task fares; AWS takes no other threshold than 1.
      healthCheckCustomConfig: { failureThreshold: 1 },
    }).arn;
  }

  /** An alias to the load balancer, for which Cloud Map demands weighted routing. */
  private registerBalancer({ dnsName }: InternalLoadBalancerRef): void {
    new ServiceDiscoveryInstance(this, "alias", {
      serviceId: this.discovery("WEIGHTED").id,
      instanceId: "load-balancer",
      attributes: { AWS_ALIAS_DNS_NAME: dnsName },
    });
  }

  private discovery(
    routingPolicy: "MULTIVALUE" | "WEIGHTED",
    more: Partial<ServiceDiscoveryServiceConfig> = {},
  ): ServiceDiscoveryService {
    const { service, namespace } = this.props;
    return new ServiceDiscoveryService(this, "name", {
      name: this.label,
      dnsConfig: {
        namespaceId: namespace.id,
        routingPolicy,
        dnsRecords: [{ type: "A", ttl: RECORD_TTL_SECONDS }],
      },
      ...more,
      // It holds no data, and ECS takes the last tasks out of it only some time after its service is gone.
      forceDestroy: true,
      tags: { service },
    });
  }
}

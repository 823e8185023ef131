import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NamespaceRef } from "../../core/refs/entrances.js";
import type { NetworkRef } from "../../core/refs/network.js";

export interface PrivateNamespaceProps {
  readonly environment: string;
  readonly network: NetworkRef;
}

/**
 * `<environment>.internal`: names that resolve inside the VPC alone, kept by Cloud Map in a hosted zone of its own.
 * About $0.50 a month, and $0.10 for each registered task.
 */
export class PrivateNamespace extends Construct {
  readonly ref: NamespaceRef;

  constructor(scope: Construct, id: string, { environment, network }: PrivateNamespaceProps) {
    super(scope, id);
    const domain = name("aws_service_discovery_private_dns_namespace", environment, "internal");
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "namespace", {
      name: domain,
      description: `Internal services of ${environment}`,
      vpc: network.vpcId,
    });
    this.ref = { domain, id: namespace.id, arn: namespace.arn };
  }
}

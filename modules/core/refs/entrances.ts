import type { PeerRef } from "./network.js";

/** A load balancer that services attach to. */
export interface LoadBalancerRef extends PeerRef {
  /** The `app/<name>/<id>` part of the ARN, by which CloudWatch knows it. */
  readonly metricName: string;
  /** Physical name, by which Datadog tags its metrics. */
  readonly name: string;
  /** Listener that carries the services' rules. */
  readonly listenerArn: string;
  /** Where it's reached, for instance `https://staging.example.com`. */
  readonly url: string;
  /** What services' own hosts are names under. @default - none, as on the embedded cloud: a host's first label decides */
  readonly domain?: string;
}

/** The load balancer of the internal services. */
export interface InternalLoadBalancerRef extends PeerRef {
  readonly arn: string;
  /** The `app/<name>/<id>` part of the ARN, by which CloudWatch knows it. */
  readonly metricName: string;
  /** Physical name, by which Datadog tags its metrics. */
  readonly name: string;
  readonly dnsName: string;
}

/** Names that resolve inside the VPC alone. */
export interface NamespaceRef {
  /** What they end in, for instance `staging.internal`. */
  readonly domain: string;
  readonly id: string;
  readonly arn: string;
}

/** What a service needs in order to call an internal one. */
export interface CallRef {
  readonly service: string;
  /** For instance `admin.staging.internal`. */
  readonly host: string;
  /** For instance `http://admin.staging.internal:8080`. */
  readonly url: string;
  /** Whom it reaches there: the tasks, or the load balancer before them. */
  readonly peer: PeerRef & { readonly port: number };
  /** The namespace of Service Connect that a caller joins. @default - it resolves the name by DNS */
  readonly namespaceArn?: string;
}

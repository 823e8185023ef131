import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { LoadBalancerRef, NetworkRef } from "../../core/refs.js";
import { AllowFromAnywhere } from "../security/allow.js";
import { Group } from "../security/group.js";

/** The name under which the world finds the balancer. */
export interface PublicName {
  readonly domain: string;
  readonly zoneId: string;
  /** Certificate of the HTTPS listener; its validation must be complete. */
  readonly certificateArn: string;
}

export interface PublicLoadBalancerProps {
  readonly environment: string;
  readonly network: NetworkRef;
  /**
   * Gives it HTTPS, with HTTP redirected to it, and a DNS record.
   * @default - none: plain HTTP under the name that AWS gives it. For the embedded cloud only.
   */
  readonly publicName?: PublicName;
  /** Names under its domain that come here too, such as `api`. @default none */
  readonly hosts?: readonly string[];
  /** @default 60 - what AWS uses; raise it above the longest silence of a WebSocket */
  readonly idleTimeoutSeconds?: number;
}

/** TLS 1.3 and 1.2 with forward secrecy: the policy that AWS recommends. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const NOT_FOUND: LbListenerConfig["defaultAction"] = [
  { type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" } },
];

/**
 * The one public entrance of an environment. Services attach their own listener rules through
 * {@link ref}; what matches none of them gets 404.
 */
export class PublicLoadBalancer extends Construct {
  readonly ref: LoadBalancerRef;

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    const { environment, network, publicName } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: "load balancer" });
    const balancer = this.balancer(props, group.ref.securityGroupId);

    new AllowFromAnywhere(this, "http-from-anywhere", {
      to: group.ref,
      port: 80,
      purpose: publicName === undefined ? "HTTP" : "redirect to HTTPS",
    });
    if (publicName !== undefined) {
      new AllowFromAnywhere(this, "https-from-anywhere", { to: group.ref, port: 443, purpose: "HTTPS" });
      this.resolve("record", publicName, publicName.domain, balancer);
      for (const host of props.hosts ?? []) {
        this.resolve(`host-${host}`, publicName, `${host}.${publicName.domain}`, balancer);
      }
    }
    this.ref = {
      ...group.ref,
      name: name("aws_lb", environment, "public"),
      metricName: balancer.arnSuffix,
      listenerArn: publicName === undefined ? this.serveHttp(balancer.arn) : this.serveHttps(balancer.arn, publicName),
      url: publicName === undefined ? `http://${balancer.dnsName}` : `https://${publicName.domain}`,
      ...(publicName === undefined ? {} : { domain: publicName.domain }),
    };
  }

  private balancer({ environment, network, idleTimeoutSeconds }: PublicLoadBalancerProps, groupId: string): Lb {
    return new Lb(this, "balancer", {
      name: name("aws_lb", environment, "public"),
      loadBalancerType: "application",
      subnets: [...network.publicSubnetIds],
      securityGroups: [groupId],
      idleTimeout: idleTimeoutSeconds ?? 60,
      dropInvalidHeaderFields: true,
    });
  }

  private serveHttp(loadBalancerArn: string): string {
    return new LbListener(this, "http", { loadBalancerArn, port: 80, protocol: "HTTP", defaultAction: NOT_FOUND }).arn;
  }

  private serveHttps(loadBalancerArn: string, { certificateArn }: PublicName): string {
    new LbListener(this, "http", {
      loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
    });
    return new LbListener(this, "https", {
      loadBalancerArn,
      certificateArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      defaultAction: NOT_FOUND,
    }).arn;
  }

  private resolve(id: string, { zoneId }: PublicName, name: string, balancer: Lb): void {
    new Route53Record(this, id, {
      zoneId,
      name,
      type: "A",
      alias: { name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true },
    });
  }
}

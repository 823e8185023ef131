import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list/index.js";
import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { LoadBalancerRef } from "../../core/refs/entrances.js";
import type { NetworkRef, PeerRef } from "../../core/refs/network.js";
import { AllowFromAnywhere, AllowFromPrefixList } from "../security/allow.js";
import { Group } from "../security/group.js";
import { Cdn, type CdnSettings } from "./cdn.js";
import { type AliasTarget, publicNames, type Ramp, recordOf } from "./public-names.js";

/** The name under which the world finds the balancer. */
export interface PublicName {
  readonly domain: string;
  readonly zoneId: string;
  /** Certificate of the HTTPS listener; its validation must be complete. */
  readonly certificateArn: string;
  /** Name of the record that proves the certificate. */
  readonly proof: string;
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
  /** Bucket for a line about every request. @default - none is kept */
  readonly accessLogBucket?: string;
  /** Capacity units below which it never goes, about $6 a month each. @default - it grows and shrinks by itself */
  readonly minimumCapacityUnits?: number;
  /** Whether clients reach it by IPv6, too; the public subnets have such addresses. @default - as it is: a new one not */
  readonly ipv6?: boolean;
  /** Shares the answers to its names with an old target. @default - all of them lead here */
  readonly ramp?: Ramp;
  /** Puts CloudFront before it, to which its names then lead; goes with a public name. @default - none */
  readonly cdn?: CdnSettings;
}

/** TLS 1.3 and 1.2 with forward secrecy: the policy that AWS recommends. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** AWS's list of the addresses from which CloudFront asks origins. */
const CLOUDFRONT = "com.amazonaws.global.cloudfront.origin-facing";

/** No service can have it as a host: theirs begin with a letter. */
const ORIGIN_LABEL = "0-origin";

const NOT_FOUND: LbListenerConfig["defaultAction"] = [
  { type: "fixed-response", fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" } },
];

/**
 * The one public entrance of an environment. Services attach their own listener rules through
 * {@link ref}; what matches none of them gets 404.
 */
export class PublicLoadBalancer extends Construct {
  readonly ref: LoadBalancerRef;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PublicLoadBalancerProps) {
    super(scope, id);
    const { environment, network, publicName } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: "load balancer" });
    const balancer = this.balancer(props, group.ref.securityGroupId);
    this.arn = balancer.arn;

    this.admit(group.ref, props);
    if (publicName !== undefined) {
      this.resolve(publicName, props, { dnsName: balancer.dnsName, zoneId: balancer.zoneId, watched: true });
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

  private balancer(props: PublicLoadBalancerProps, groupId: string): Lb {
    const { environment, network, idleTimeoutSeconds, accessLogBucket, minimumCapacityUnits } = props;
    return new Lb(this, "balancer", {
      name: name("aws_lb", environment, "public"),
      loadBalancerType: "application",
      subnets: [...network.publicSubnetIds],
      securityGroups: [groupId],
      // Left out, it would stay as it last was.
      ...(props.ipv6 === undefined ? {} : { ipAddressType: isReachedByIpv6(props) ? "dualstack" : "ipv4" }),
      idleTimeout: idleTimeoutSeconds ?? 60,
      dropInvalidHeaderFields: true,
      ...(accessLogBucket === undefined ? {} : { accessLogs: { bucket: accessLogBucket, enabled: true } }),
      ...(minimumCapacityUnits === undefined
        ? {}
        : { minimumLoadBalancerCapacity: { capacityUnits: minimumCapacityUnits } }),
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

  private admit(to: PeerRef, props: PublicLoadBalancerProps): void {
    const { publicName, cdn } = props;
    if (cdn?.admit === "cloudfront") {
      const list = new DataAwsEc2ManagedPrefixList(this, "cloudfront", { name: CLOUDFRONT });
      // On HTTPS alone: the list fills the group.
      const from = { label: "CloudFront", id: list.id };
      new AllowFromPrefixList(this, "https-from-cloudfront", { from, to, port: 443, purpose: "HTTPS" });
      return;
    }
    const ipv6 = isReachedByIpv6(props);
    const purpose = publicName === undefined ? "HTTP" : "redirect to HTTPS";
    new AllowFromAnywhere(this, "http-from-anywhere", { to, port: 80, purpose, ipv6 });
    if (publicName !== undefined) {
      new AllowFromAnywhere(this, "https-from-anywhere", { to, port: 443, purpose: "HTTPS", ipv6 });
    }
  }

  /** The names lead to it, or to CloudFront, which finds it by a name of its own. */
  private resolve({ zoneId, domain }: PublicName, props: PublicLoadBalancerProps, balancer: AliasTarget): void {
    const { environment, hosts = [], ramp, cdn, ipv6 = false } = props;
    const common = { zoneId, domain, hosts, ipv6, ...(ramp === undefined ? {} : { ramp }) };
    if (cdn === undefined) {
      publicNames(this, { ...common, target: balancer });
      return;
    }
    const origin = `${ORIGIN_LABEL}.${domain}`;
    recordOf(this, "origin", { zoneId, name: origin, target: balancer });
    const names = [domain, ...hosts.map((host) => `${host}.${domain}`)];
    publicNames(this, { ...common, target: new Cdn(this, "cdn", { ...cdn, environment, names, origin, ipv6 }).target });
  }
}

/** CloudFront alone, which asks by IPv4, needs no other address. */
function isReachedByIpv6({ ipv6 = false, cdn }: PublicLoadBalancerProps): boolean {
  return ipv6 && cdn?.admit !== "cloudfront";
}

import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check/index.js";
import { Route53Record, type Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { Construct } from "constructs";

/** Where traffic that doesn't come here goes. */
export type OldTarget =
  | { readonly kind: "load-balancer"; readonly dnsName: string; readonly zoneId: string }
  | {
      readonly kind: "addresses";
      /** One or two. */
      readonly addresses: readonly string[];
      readonly health: { readonly path: string; readonly port: number };
    };

/** How the answers are shared between an old target and this environment. */
export interface Ramp {
  /** Percent that lead here. */
  readonly to: number;
  readonly old: OldTarget;
}

/** What stands behind an alias: a load balancer, or a distribution of CloudFront. */
export interface AliasTarget {
  readonly dnsName: string;
  readonly zoneId: string;
  /** Whether an ill one is left out of the answers: of CloudFront, Route 53 doesn't know. */
  readonly watched: boolean;
}

export interface PublicNamesProps {
  readonly zoneId: string;
  readonly domain: string;
  /** Labels under the domain. */
  readonly hosts: readonly string[];
  readonly target: AliasTarget;
  /** Whether clients reach it by IPv6, too. @default false */
  readonly ipv6?: boolean;
  /** @default - every answer leads here */
  readonly ramp?: Ramp;
}

/** That of a load balancer's alias, which can't be chosen: the records of one name should share theirs. */
const TTL_SECONDS = 60;

/** The old side's records come one for each of its addresses, each with a share of the weight. */
const NEW_SIDE = "new";

/** The names under which the world finds an environment: its domain, and the hosts under it. */
export function publicNames(scope: Construct, props: PublicNamesProps): void {
  const { domain, hosts, target, ramp } = props;
  const checks = ramp === undefined ? [] : healthChecks(scope, domain, ramp.old);
  const names = [["record", domain] as const, ...hosts.map((host) => [`host-${host}`, `${host}.${domain}`] as const)];
  for (const [id, name] of names) {
    const weight = ramp === undefined ? {} : weighted(NEW_SIDE, ramp.to * sharesOf(ramp.old));
    const own = recordOf(scope, id, { zoneId: props.zoneId, name, target }, weight);
    if (props.ipv6 === true) recordOf(scope, `${id}-ipv6`, { zoneId: props.zoneId, name, target, type: "AAAA" });
    if (ramp !== undefined) {
      oldSide(scope, `${id}-old`, { zoneId: props.zoneId, name, type: "A" }, ramp, { own, checks });
    }
  }
}

/** A name that leads to what stands behind an alias. */
export function recordOf(
  scope: Construct,
  id: string,
  {
    zoneId,
    name,
    target,
    type = "A",
  }: {
    readonly zoneId: string;
    readonly name: string;
    readonly target: AliasTarget;
    /** @default - of IPv4 */
    readonly type?: "A" | "AAAA";
  },
  weight: Pick<Route53RecordConfig, "setIdentifier" | "weightedRoutingPolicy"> = {},
): Route53Record {
  const alias = { name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: target.watched };
  return new Route53Record(scope, id, { zoneId, name, type, alias, ...weight });
}

/** Amazon's, as a certificate authority. Source: AWS Certificate Manager user guide, "CAA records". */
const AMAZON = "amazon.com";

/** Who issues certificates seldom changes, and asks before each. */
const ISSUERS_TTL_SECONDS = 300;

/** Tells certificate authorities that none may issue a certificate for a domain and what is under it but Amazon and these. */
export function issuedBy(
  scope: Construct,
  id: string,
  { zoneId, domain, others }: { readonly zoneId: string; readonly domain: string; readonly others: readonly string[] },
): void {
  new Route53Record(scope, id, {
    zoneId,
    name: domain,
    type: "CAA",
    ttl: ISSUERS_TTL_SECONDS,
    records: [AMAZON, ...others].map((issuer) => `0 issue "${issuer}"`),
  });
}

/** Weights are whole numbers up to 255, and those of one name count against each other. */
function sharesOf(old: OldTarget): number {
  return old.kind === "addresses" ? old.addresses.length : 1;
}

function oldSide(
  scope: Construct,
  id: string,
  common: Pick<Route53RecordConfig, "zoneId" | "name" | "type">,
  { to, old }: Ramp,
  { own, checks }: { readonly own: Route53Record; readonly checks: readonly string[] },
): void {
  // Route 53 takes weights only where every record of the name has one: ours gets it first, and loses it last.
  const after = { dependsOn: [own] };
  if (old.kind === "load-balancer") {
    const alias = { name: old.dnsName, zoneId: old.zoneId, evaluateTargetHealth: true };
    new Route53Record(scope, id, { ...common, ...after, alias, ...weighted("old", 100 - to) });
    return;
  }
  for (const [index, address] of old.addresses.entries()) {
    new Route53Record(scope, `${id}-${index + 1}`, {
      ...common,
      ...after,
      ttl: TTL_SECONDS,
      records: [address],
      healthCheckId: checks[index] ?? "",
      ...weighted(`old-${index + 1}`, 100 - to),
    });
  }
}

function weighted(setIdentifier: string, weight: number) {
  return { setIdentifier, weightedRoutingPolicy: { weight } };
}

/** Ids of the checks of each old address; of a load balancer, Route 53 knows by itself. */
function healthChecks(scope: Construct, domain: string, old: OldTarget): readonly string[] {
  if (old.kind === "load-balancer") return [];
  return old.addresses.map(
    (ipAddress, index) =>
      new Route53HealthCheck(scope, `old-health-${index + 1}`, {
        type: "HTTPS",
        ipAddress,
        port: old.health.port,
        resourcePath: old.health.path,
        // Asked for by this name, as clients do.
        fqdn: domain,
        enableSni: true,
        requestInterval: 10,
        failureThreshold: 3,
        tags: { Name: `${domain} old ${index + 1}` },
      }).id,
  );
}

import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { FirewallConfig } from "../environments/schema/edge/firewall.js";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import { AccessLogs } from "../modules/aws/edge/access-logs.js";
import type { CdnSettings } from "../modules/aws/edge/cdn.js";
import { CdnCertificate } from "../modules/aws/edge/cdn-certificate.js";
import { Firewall, type FirewallProps } from "../modules/aws/edge/firewall.js";
import { PrivateZone } from "../modules/aws/edge/private-zone.js";
import {
  PublicLoadBalancer,
  type PublicLoadBalancerProps,
  type PublicName,
} from "../modules/aws/edge/public-load-balancer.js";
import { GantryError } from "../modules/core/errors.js";
import type { LoadBalancerRef } from "../modules/core/refs.js";
import type { Target } from "./base.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface EdgeProps extends Pick<Shared, "environment" | "organization" | "lifecycle" | "network"> {
  readonly target: Target;
  /** @default - plain HTTP, on the embedded cloud */
  readonly publicName?: PublicName;
  /** A provider of another account or region. */
  readonly providerOf: (alias: string, account: string, region: string) => TerraformProvider;
}

/** The one region that holds what is CloudFront's: certificates, and web ACLs with their logs. */
const CLOUDFRONT_REGION = "us-east-1";

/** What stands between the world and an environment's services: its load balancer, and what was chosen beside it. */
export function buildEdge(scope: Construct, props: EdgeProps): { readonly ref: LoadBalancerRef } {
  const { environment, network, publicName } = props;
  const { edge: config } = environment;
  const cdn = cdnOf(scope, props);
  const edge = new PublicLoadBalancer(scope, "edge", {
    environment: environment.name,
    network,
    ...(publicName === undefined ? {} : { publicName }),
    ...edgeOf(environment),
    ...chosen(scope, props),
    ...(cdn === undefined ? {} : { cdn }),
  });
  if (config?.firewall !== undefined && cdn === undefined) {
    buildFirewall(scope, config.firewall, props, { loadBalancerArn: edge.arn });
  }
  for (const [domain, records] of Object.entries(config?.privateZones ?? {})) {
    new PrivateZone(scope, `private-zone-${domain}`, { domain, vpcId: network.vpcId, records });
  }
  return edge;
}

/** What the web services of an environment ask together of the load balancer that they share. */
export function edgeOf({
  services,
}: Pick<EnvironmentConfig, "services">): Pick<PublicLoadBalancerProps, "hosts" | "idleTimeoutSeconds"> {
  const web = Object.values(services).filter((service) => service.kind === "web");
  return {
    hosts: [...new Set(web.flatMap(({ hosts }) => hosts))].sort(),
    ...(web.length === 0 ? {} : { idleTimeoutSeconds: Math.max(...web.map(({ idleSeconds }) => idleSeconds)) }),
  };
}

/** What the environment itself chooses of its load balancer. */
function chosen(
  scope: Construct,
  { environment, organization, lifecycle }: EdgeProps,
): Pick<PublicLoadBalancerProps, "accessLogBucket" | "minimumCapacityUnits" | "ramp"> {
  const { name, account, region, edge: { accessLogs, minimumCapacityUnits, ramp } = {} } = environment;
  const logs =
    accessLogs === undefined
      ? undefined
      : new AccessLogs(scope, "access-logs", {
          organization: organization.name,
          environment: name,
          account,
          region,
          retentionDays: accessLogs.days ?? LOG_RETENTION_DAYS[lifecycle],
        });
  return {
    ...(logs === undefined ? {} : { accessLogBucket: logs.bucket }),
    ...(minimumCapacityUnits === undefined ? {} : { minimumCapacityUnits }),
    ...(ramp === undefined ? {} : { ramp }),
  };
}

/** CloudFront's certificate, and the firewall: it must see the clients' own addresses. */
function cdnOf(scope: Construct, props: EdgeProps): CdnSettings | undefined {
  const { environment, publicName, target, providerOf } = props;
  const { name, account, edge: { cdn, firewall } = {} } = environment;
  if (cdn === undefined || publicName === undefined) return undefined;
  if (target === "local") throw new GantryError(notOnTheEmbeddedCloud(`${name}.edge.cdn`));
  const provider = providerOf("cdn", account, CLOUDFRONT_REGION);
  const { domain, proof } = publicName;
  const certificate = new CdnCertificate(scope, "cdn-certificate", { domain, proof, provider });
  const acl = firewall === undefined ? undefined : buildFirewall(scope, firewall, props, { cloudFront: provider });
  return { ...cdn, certificateArn: certificate.arn, ...(acl === undefined ? {} : { webAclArn: acl.arn }) };
}

function notOnTheEmbeddedCloud(path: string) {
  return {
    path,
    what: "is more than the embedded cloud can do: its CloudFront answers otherwise than AWS's, and every plan has changes",
    fix: "try it in a review environment on AWS, or leave it out of this one",
  };
}

function buildFirewall(
  scope: Construct,
  { action, managed, requestsPer5Minutes, logs }: FirewallConfig,
  { environment, lifecycle }: EdgeProps,
  before: FirewallProps["before"],
): Firewall {
  const { name, account, region } = environment;
  // At another address than the one of its region: Terraform would look for that in us-east-1, and forget it.
  const id = "cloudFront" in before ? "cdn-firewall" : "firewall";
  return new Firewall(scope, id, {
    environment: name,
    account,
    region: "cloudFront" in before ? CLOUDFRONT_REGION : region,
    action,
    managed,
    ...(requestsPer5Minutes === undefined ? {} : { requestsPer5Minutes }),
    ...(logs ? { logRetentionDays: LOG_RETENTION_DAYS[lifecycle] } : {}),
    before,
  });
}

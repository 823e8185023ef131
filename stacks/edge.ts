import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import { AccessLogs } from "../modules/aws/edge/access-logs.js";
import { PrivateZone } from "../modules/aws/edge/private-zone.js";
import {
  PublicLoadBalancer,
  type PublicLoadBalancerProps,
  type PublicName,
} from "../modules/aws/edge/public-load-balancer.js";
import { issuedBy } from "../modules/aws/edge/public-names.js";
import type { LoadBalancerRef } from "../modules/core/refs/entrances.js";
import { buildCloudFront, buildFirewall, type CloudFront, hasCloudFront } from "./cloudfront.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface EdgeProps extends Pick<Shared, "environment" | "organization" | "lifecycle" | "network"> {
  /** @default - plain HTTP, on the embedded cloud */
  readonly publicName?: PublicName;
  /** A provider of another account or region. */
  readonly providerOf: (alias: string, account: string, region: string) => TerraformProvider;
}

/** The entrance of an environment, and what its distributions share. */
export interface Edge {
  readonly ref: LoadBalancerRef;
  /** @default - CloudFront stands before nothing */
  readonly cloudFront?: CloudFront;
}

/** What stands between the world and an environment's services: its load balancer, and what was chosen beside it. */
export function buildEdge(scope: Construct, props: EdgeProps): Edge {
  const { environment, network, publicName } = props;
  const { cdn, firewall, issuers, privateZones = {} } = environment.edge ?? {};
  const named = publicName === undefined ? {} : { publicName };
  const logged = accessLogsOf(scope, props);
  const cloudFront = buildCloudFront(scope, { ...props, ...logged });
  const { ref, arn } = new PublicLoadBalancer(scope, "edge", {
    environment: environment.name,
    network,
    ...named,
    ...logged,
    ...edgeOf(environment),
    ...chosen(environment),
    ...(cdn === undefined || cloudFront === undefined ? {} : { cdn: { ...cdn, ...cloudFront } }),
  });
  if (firewall !== undefined && cdn === undefined) buildFirewall(scope, firewall, props, { loadBalancerArn: arn });
  for (const [domain, records] of Object.entries(privateZones)) {
    new PrivateZone(scope, `private-zone-${domain}`, { domain, vpcId: network.vpcId, records });
  }
  if (publicName !== undefined && issuers !== undefined) issuedBy(scope, "issuers", { ...publicName, ...issuers });
  return { ref, ...(cloudFront === undefined ? {} : { cloudFront }) };
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
function chosen({
  edge,
}: Pick<EnvironmentConfig, "edge">): Pick<PublicLoadBalancerProps, "minimumCapacityUnits" | "ipv6" | "ramp"> {
  const { minimumCapacityUnits, ipv6, ramp } = edge ?? {};
  return {
    ...(ipv6 === undefined ? {} : { ipv6 }),
    ...(minimumCapacityUnits === undefined ? {} : { minimumCapacityUnits }),
    ...(ramp === undefined ? {} : { ramp }),
  };
}

function accessLogsOf(
  scope: Construct,
  { environment, organization, lifecycle }: EdgeProps,
): Pick<PublicLoadBalancerProps, "accessLogBucket"> {
  const { name, account, region, edge: { accessLogs } = {} } = environment;
  if (accessLogs === undefined) return {};
  const { bucket } = new AccessLogs(scope, "access-logs", {
    organization: organization.name,
    environment: name,
    account,
    region,
    retentionDays: accessLogs.days ?? LOG_RETENTION_DAYS[lifecycle],
    cloudFront: hasCloudFront(environment),
  });
  return { accessLogBucket: bucket };
}

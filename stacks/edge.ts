import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import { type FirewallConfig, MANAGED_RULES } from "../environments/schema/firewall.js";
import { AccessLogs } from "../modules/aws/edge/access-logs.js";
import { Firewall } from "../modules/aws/edge/firewall.js";
import type { ManagedGroup } from "../modules/aws/edge/firewall-rules.js";
import { PrivateZone } from "../modules/aws/edge/private-zone.js";
import {
  PublicLoadBalancer,
  type PublicLoadBalancerProps,
  type PublicName,
} from "../modules/aws/edge/public-load-balancer.js";
import type { LoadBalancerRef } from "../modules/core/refs.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface EdgeProps extends Pick<Shared, "environment" | "organization" | "lifecycle" | "network"> {
  /** @default - plain HTTP, on the embedded cloud */
  readonly publicName?: PublicName;
}

/** What stands between the world and an environment's services: its load balancer, and what was chosen beside it. */
export function buildEdge(scope: Construct, props: EdgeProps): { readonly ref: LoadBalancerRef } {
  const { environment, network, lifecycle, publicName } = props;
  const { name, account, region, edge: config } = environment;
  const edge = new PublicLoadBalancer(scope, "edge", {
    environment: name,
    network,
    ...(publicName === undefined ? {} : { publicName }),
    ...edgeOf(environment),
    ...chosen(scope, props),
  });
  if (config?.firewall !== undefined) {
    new Firewall(scope, "firewall", {
      environment: name,
      account,
      region,
      ...rulesOf(config.firewall),
      ...(config.firewall.logs ? { logRetentionDays: LOG_RETENTION_DAYS[lifecycle] } : {}),
      before: { loadBalancerArn: edge.arn },
    });
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

/** Each group at the place that AWS's groups have in the table, so that one more moves no other. */
function rulesOf({ action, managed, requestsPer5Minutes }: FirewallConfig) {
  const groups = Object.keys(MANAGED_RULES).flatMap((name, place): ManagedGroup[] => {
    const group = managed[name as keyof typeof MANAGED_RULES];
    return group === undefined ? [] : [{ name, place, ...group }];
  });
  return { action, managed: groups, ...(requestsPer5Minutes === undefined ? {} : { requestsPer5Minutes }) };
}

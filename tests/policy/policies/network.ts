import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { Route } from "@cdktf/provider-aws/lib/route/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { AllowFromAnywhere, AllowToAnywhere } from "../../../modules/aws/security/allow.js";
import { type Connection, connectionsOf, groupOf } from "../../support/connections.js";
import type { Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const isRange = (peer: string) => /^[\d.:a-f]+\/\d+$/.test(peer);

/** A list of addresses that AWS keeps: looked up, or by its id. */
const isList = (peer: string) => /^(pl-|\$\{data\.)/.test(peer);

const groupsOf = (ids: unknown) => (Array.isArray(ids) ? ids : []).map(groupOf);

/** The one range that isn't the world: the VPC's own, to the services of AWS that stand inside it. */
function reachesEndpoints(stack: Synthesized, { group, peer, port }: Connection): boolean {
  const own = stack.all("aws_vpc").map((vpc) => vpc["cidr_block"]);
  const endpoints = stack.all("aws_vpc_endpoint").flatMap((endpoint) => groupsOf(endpoint["security_group_ids"]));
  return own.includes(peer) && port === 443 && endpoints.includes(group);
}

/** Whether an address range is behind a peering or a VPN of the stack. What a device announces by BGP is private. */
function isElsewhere(stack: Synthesized, range: string): boolean {
  const routes = stack.all("aws_route").filter((route) => route["vpc_peering_connection_id"] !== undefined);
  const written = [...routes, ...stack.all("aws_vpn_connection_route")].map((one) => one["destination_cidr_block"]);
  const announced = stack.all("aws_vpn_connection").some((one) => one["static_routes_only"] === false);
  return written.includes(range) || (announced && /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/.test(range));
}

/** Groups of internal load balancers. */
const internalGroups = (stack: Synthesized) =>
  stack
    .all("aws_lb")
    .filter((balancer) => balancer["internal"] === true)
    .flatMap((balancer) => groupsOf(balancer["security_groups"]));

/** People at a bastion, who come by SSH from few addresses. */
function arePeople(stack: Synthesized, { group, peer, port }: Connection): boolean {
  const bastions = stack.all("aws_instance").flatMap((one) => groupsOf(one["vpc_security_group_ids"]));
  const prefix = Number(peer.split("/")[1]);
  return bastions.includes(group) && port === 22 && prefix >= (peer.includes(":") ? 48 : 24);
}

const publicEntrance: Policy = {
  promise: "admits the world to load balancers on 80 and 443 and to nothing else, and a few of it to a bastion by SSH",
  violations: (stack) => {
    const entrances = stack
      .all("aws_lb")
      .filter((balancer) => balancer["internal"] !== true)
      .flatMap((balancer) => groupsOf(balancer["security_groups"]));
    const internal = internalGroups(stack);
    return connectionsOf(stack)
      .filter(
        (one) => one.direction === "in" && (isRange(one.peer) || isList(one.peer)) && !reachesEndpoints(stack, one),
      )
      .filter(({ group, peer }) => !(internal.includes(group) && isElsewhere(stack, peer)))
      .filter((one) => !arePeople(stack, one))
      .filter(({ group, port }) => !entrances.includes(group) || (port !== 80 && port !== 443))
      .map(({ group, port, peer }) => `${group} lets ${peer} in on ${port}`);
  },
  broken: (scope) => {
    const group = new SecurityGroup(scope, "group", { name: "balancer" });
    new Lb(scope, "balancer", { securityGroups: [group.id] });
    new AllowFromAnywhere(scope, "ssh", {
      to: { label: "balancer", securityGroupId: group.id },
      port: 22,
      purpose: "SSH",
    });
  },
};

/** The one range: from a load balancer to containers that share their instance's interface. */
function reachesContainers(stack: Synthesized, { group, peer, range }: Connection): boolean {
  const balancers = stack.all("aws_lb").flatMap((balancer) => groupsOf(balancer["security_groups"]));
  const instances = stack
    .all("aws_launch_template")
    .flatMap((template) => groupsOf(valueAt(template, "network_interfaces.0.security_groups")));
  const joins = (from: string, to: string) => balancers.includes(from) && instances.includes(to);
  return range === "32768-65535" && (joins(group, peer) || joins(peer, group));
}

const internalEntrances: Policy = {
  promise: "keeps internal load balancers in the private subnets, for named callers and networks behind a peering",
  violations: (stack) => {
    const privateSubnets = stack
      .resources()
      .filter(({ type, resource }) => type === "aws_subnet" && valueAt(resource, "tags.tier") === "private")
      .map(({ path }) => `\${${path}.id}`);
    const internal = stack.all("aws_lb").filter((balancer) => balancer["internal"] === true);
    const groups = internalGroups(stack);
    return [
      ...internal
        .filter(({ subnets }) => !(subnets as string[]).every((subnet) => privateSubnets.includes(subnet)))
        .map(({ name }) => `${String(name)} stands in a subnet that is not private`),
      ...connectionsOf(stack)
        .filter(({ direction, group, peer }) => direction === "in" && groups.includes(group) && isRange(peer))
        .filter(({ peer }) => !isElsewhere(stack, peer))
        .map(({ group, peer }) => `${group} lets ${peer} in`),
    ];
  },
  broken: (scope) => {
    const group = new SecurityGroup(scope, "group", { name: "balancer" });
    new Lb(scope, "balancer", { internal: true, subnets: ["public-a"], securityGroups: [group.id] });
    new AllowFromAnywhere(scope, "http", {
      to: { label: "balancer", securityGroupId: group.id },
      port: 80,
      purpose: "HTTP",
    });
  },
};

const singleConnections: Policy = {
  promise: "permits connections one by one: standalone, described, one TCP port each but for Docker's own",
  violations: (stack) => [
    ...stack
      .resources()
      .filter(({ type, resource }) => type === "aws_security_group" && ("ingress" in resource || "egress" in resource))
      .map(({ path }) => `${path} has rules of its own`),
    ...stack.pathsOf("aws_security_group_rule").map((path) => `${path} is a rule of the old type`),
    ...connectionsOf(stack)
      .filter((one) => (one.port === undefined && !reachesContainers(stack, one)) || one.description === "")
      .map(({ direction, group, peer }) => `${group} has a range or no description: ${direction} ${peer}`),
  ],
  broken: (scope) => {
    new SecurityGroup(scope, "group", { ingress: [{ fromPort: 0, toPort: 65_535, protocol: "tcp" }] });
  },
};

/** Subnets of the isolated tier, by their tag, and every other in which a database or a file system stands. */
function isolatedSubnets(stack: Synthesized): ReadonlySet<string> {
  const tagged = stack
    .resources()
    .filter(({ type, resource }) => type === "aws_subnet" && valueAt(resource, "tags.tier") === "isolated")
    .map(({ path }) => `\${${path}.id}`);
  const databases = ["aws_db_subnet_group", "aws_elasticache_subnet_group"].flatMap((type) =>
    stack.all(type).flatMap((group) => group["subnet_ids"] as string[]),
  );
  const warehouses = stack.all("aws_redshiftserverless_workgroup").flatMap((one) => one["subnet_ids"] as string[]);
  const files = stack.all("aws_efs_mount_target").map((target) => String(target["subnet_id"]));
  return new Set([...tagged, ...databases, ...warehouses, ...files]);
}

const isolation: Policy = {
  promise: "has no route out of the isolated tier, in which every database and file system stands",
  violations: (stack) => {
    const associations = stack.all("aws_route_table_association");
    const routes = [...stack.all("aws_route"), ...stack.all("aws_vpn_gateway_route_propagation")];
    return [...isolatedSubnets(stack)].flatMap((subnet) => {
      const table = associations.find((one) => one["subnet_id"] === subnet)?.["route_table_id"];
      if (table === undefined) return [`${subnet} has no table of its own, and so the VPC's`];
      const out = routes.filter((route) => route["route_table_id"] === table);
      return out.map(
        (route) => `${subnet} has a route to ${String(route["destination_cidr_block"] ?? route["vpn_gateway_id"])}`,
      );
    });
  },
  broken: (scope) => {
    const tags = { tier: "isolated" };
    const subnet = new Subnet(scope, "isolated-a", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", tags });
    const table = new RouteTable(scope, "table", { vpcId: "vpc-1" });
    new RouteTableAssociation(scope, "association", { subnetId: subnet.id, routeTableId: table.id });
    new Route(scope, "out", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" });
  },
};

const wayOut: Policy = {
  promise: "lets services out to the world on 443 alone, to other networks as they say, and stores not at all",
  violations: (stack) => {
    const stores = [
      ...stack.all("aws_db_instance").flatMap((store) => groupsOf(store["vpc_security_group_ids"])),
      ...stack.all("aws_rds_cluster").flatMap((store) => groupsOf(store["vpc_security_group_ids"])),
      ...stack.all("aws_elasticache_replication_group").flatMap((store) => groupsOf(store["security_group_ids"])),
      ...stack.all("aws_efs_mount_target").flatMap((target) => groupsOf(target["security_groups"])),
      ...stack.all("aws_redshiftserverless_workgroup").flatMap((store) => groupsOf(store["security_group_ids"])),
    ];
    return connectionsOf(stack)
      .filter(({ direction, peer }) => direction === "out" && isRange(peer))
      .filter(({ group, port, peer }) => stores.includes(group) || (port !== 443 && !isElsewhere(stack, peer)))
      .map(({ group, port, peer }) => `${group} may go to ${peer} on ${port}`);
  },
  broken: (scope) => {
    const group = new SecurityGroup(scope, "group", { name: "store" });
    new DbInstance(scope, "store", { instanceClass: "db.t4g.micro", vpcSecurityGroupIds: [group.id] });
    new AllowToAnywhere(scope, "out", { from: { label: "store", securityGroupId: group.id }, port: 443, purpose: "x" });
  },
};

const PUBLIC_ADDRESS: Readonly<Record<string, string>> = {
  aws_dms_replication_instance: "publicly_accessible",
  aws_db_instance: "publicly_accessible",
  aws_rds_cluster_instance: "publicly_accessible",
  aws_ecs_service: "network_configuration.assign_public_ip",
  aws_subnet: "map_public_ip_on_launch",
};

const privateAddresses: Policy = {
  promise: "gives no public address to a service, a store or a subnet",
  violations: (stack) =>
    stack.resources().flatMap(({ type, path, resource }) => {
      const argument = PUBLIC_ADDRESS[type];
      return argument !== undefined && valueAt(resource, argument) === true ? [`${path}: ${argument}`] : [];
    }),
  broken: (scope) => {
    new DbInstance(scope, "store", { instanceClass: "db.t4g.micro", publiclyAccessible: true });
  },
};

export const network: readonly Policy[] = [
  publicEntrance,
  internalEntrances,
  singleConnections,
  isolation,
  wayOut,
  privateAddresses,
];

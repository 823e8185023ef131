import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log/index.js";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { VpnConnection } from "@cdktf/provider-aws/lib/vpn-connection/index.js";
import { TerraformOutput } from "cdktf";
import { tierCidr } from "../../../modules/core/cidr.js";
import type { Placed, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const placed = (stack: Synthesized, type: string): readonly Placed[] =>
  stack.resources().filter((one) => one.type === type);

const vpcs = (stack: Synthesized) => placed(stack, "aws_vpc").map(({ path }) => ({ path, id: `\${${path}.id}` }));

const defaultGroup: Policy = {
  promise: "takes every rule out of the group that a VPC has by default",
  violations: (stack) =>
    vpcs(stack).flatMap(({ path, id }) => {
      const group = stack.all("aws_default_security_group").find((one) => one["vpc_id"] === id);
      if (group === undefined) return [`${path} keeps its default group as AWS made it`];
      return ["ingress", "egress"].filter((key) => key in group).map((key) => `${path}'s default group has ${key}`);
    }),
  broken: (scope) => {
    new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16" });
  },
};

const gatewayEndpoints: Policy = {
  promise: "keeps what goes to S3 and DynamoDB inside AWS",
  violations: (stack) =>
    vpcs(stack).flatMap(({ path, id }) => {
      const names = stack
        .all("aws_vpc_endpoint")
        .filter((one) => one["vpc_id"] === id && one["vpc_endpoint_type"] === "Gateway")
        .map((one) => String(one["service_name"]).split(".").at(-1));
      return ["s3", "dynamodb"].filter((one) => !names.includes(one)).map((one) => `${path} has no endpoint of ${one}`);
    }),
  broken: (scope) => {
    new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16" });
  },
};

/** The one address of an instance of the stack: a bastion's. */
const ONE_ADDRESS = /^\$\{.+\/instance\.private_ip\}\/32$/;

const acls: Policy = {
  promise:
    "admits to the isolated tier, through a network ACL, its own addresses, the private tier's, a bastion's, and no others",
  violations: (stack) => {
    const neighbours = stack
      .all("aws_vpc")
      .flatMap((vpc) => (["private", "isolated"] as const).map((tier) => tierCidr(String(vpc["cidr_block"]), tier)));
    const walled = stack.all("aws_network_acl_association").map((one) => one["subnet_id"]);
    return [
      ...placed(stack, "aws_subnet")
        .filter(
          ({ path, resource }) => valueAt(resource, "tags.tier") === "isolated" && !walled.includes(`\${${path}.id}`),
        )
        .map(({ path }) => `${path} stands behind no network ACL`),
      ...placed(stack, "aws_network_acl")
        .filter(({ resource }) => "ingress" in resource || "egress" in resource)
        .map(({ path }) => `${path} has rules inline`),
      ...placed(stack, "aws_network_acl_rule")
        .filter(
          ({ resource }) => resource["rule_action"] === "allow" && !neighbours.includes(String(resource["cidr_block"])),
        )
        .filter(({ resource }) => !ONE_ADDRESS.test(String(resource["cidr_block"])))
        .map(({ path, resource }) => `${path} admits ${String(resource["cidr_block"] ?? resource["ipv6_cidr_block"])}`),
    ];
  },
  broken: (scope) => {
    const rule = { networkAclId: "acl-1", ruleNumber: 100, ruleAction: "allow", protocol: "-1" };
    new NetworkAclRule(scope, "rule", { ...rule, cidrBlock: "0.0.0.0/0" });
  },
};

const recordedTraffic: Policy = {
  promise: "keeps a record of what its network refused, at least, where it is protected",
  violations: (stack) => {
    if (stack.json.output?.["lifecycle"]?.["value"] !== "protected") return [];
    const recorded = stack
      .all("aws_flow_log")
      .filter((log) => log["traffic_type"] !== "ACCEPT")
      .map((log) => log["vpc_id"]);
    return vpcs(stack).flatMap(({ path, id }) => (recorded.includes(id) ? [] : [`${path} has no flow log`]));
  },
  broken: (scope) => {
    new TerraformOutput(scope, "lifecycle", { value: "protected", staticId: true });
    new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16" });
  },
};

const flowLogs: Policy = {
  promise: "keeps flow logs encrypted, and for a time",
  violations: (stack) =>
    placed(stack, "aws_flow_log").flatMap(({ path, resource }) => {
      const destination = String(resource["log_destination"]);
      if (resource["log_destination_type"] === "s3") {
        const bucket = /\{(.+)\/policy\.id\}/.exec(destination)?.[1];
        const encrypted = placed(stack, "aws_s3_bucket_server_side_encryption_configuration");
        const expiring = placed(stack, "aws_s3_bucket_lifecycle_configuration").filter(
          ({ resource: rules }) => valueAt(rules, "rule.0.expiration.0.days") !== undefined,
        );
        const isOf = (one: Placed) => one.path.startsWith(`${bucket}/`);
        return encrypted.some(isOf) && expiring.some(isOf)
          ? []
          : [`${path} writes to a bucket that lacks one of these`];
      }
      const group = placed(stack, "aws_cloudwatch_log_group").find((one) => destination === `\${${one.path}.arn}`);
      const { kms_key_id: key, retention_in_days: days } = group?.resource ?? {};
      return key !== undefined && days !== undefined ? [] : [`${path} writes to a group that lacks one of these`];
    }),
  broken: (scope) => {
    const group = new CloudwatchLogGroup(scope, "group", { name: "flow", retentionInDays: 14 });
    new FlowLog(scope, "log", { vpcId: "vpc-1", logDestinationType: "cloud-watch-logs", logDestination: group.arn });
  },
};

const keysOfTunnels: Policy = {
  promise: "keeps the keys of VPN tunnels out of the state",
  violations: (stack) =>
    placed(stack, "aws_vpn_connection")
      .filter(
        ({ resource }) =>
          resource["preshared_key_storage"] !== "SecretsManager" ||
          Object.keys(resource).some((key) => key.endsWith("_preshared_key")),
      )
      .map(({ path }) => path),
  broken: (scope) => {
    new VpnConnection(scope, "vpn", { customerGatewayId: "cgw-1", type: "ipsec.1", tunnel1PresharedKey: "${var.key}" });
  },
};

export const vpc: readonly Policy[] = [defaultGroup, gatewayEndpoints, acls, recordedTraffic, flowLogs, keysOfTunnels];

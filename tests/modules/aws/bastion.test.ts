import { describe, expect, it } from "vitest";
import type { Way } from "../../../modules/aws/bastion/access.js";
import { Bastion, type BastionProps } from "../../../modules/aws/bastion/bastion.js";
import { End } from "../../../modules/aws/bastion/end.js";
import { StandingBastion } from "../../../modules/aws/bastion/standing-bastion.js";
import { connectionLines } from "../../support/connections.js";
import { synth } from "../../support/synth.js";
import { statementsOf } from "../../support/values.js";

const until = new Date("2026-11-21T23:30:00Z");
const common = {
  environment: "staging",
  vpcId: "vpc-1",
  subnetId: "subnet-1",
  isolatedAclId: "acl-1",
  targets: [
    { kind: "store", name: "main", host: "main.db", port: 5432, securityGroupId: "sg-main" },
    { kind: "service", name: "admin", host: "admin.staging.internal", port: 8080, securityGroupId: "sg-admin" },
  ],
} as const;

const bastion = (way: Way, more: Partial<BastionProps> = {}) =>
  synth((scope) => void new Bastion(scope, "bastion", { ...common, role: "bastion", way, until, ...more }));

const throughNat = bastion({ by: "session-manager", over: "internet" });
const overEndpoints = bastion({ by: "session-manager", over: { endpoints: "10.20.0.0/16" } });
const bySsh = bastion({ by: "ssh", from: ["203.0.113.0/24", "2001:db8:1::/48"] });

/** What it leads to, in whichever way one gets to it. */
const TARGETS = [
  "in sg-admin 8080 bastion/group: from bastion: people",
  "in sg-main 5432 bastion/group: from bastion: people",
  "out bastion/group 5432 sg-main: to store main: people",
  "out bastion/group 8080 sg-admin: to service admin: people",
];

describe("the connections of a bastion", () => {
  it("are Systems Manager and what was named, where it's reached through Session Manager: nothing comes in", () => {
    const systemsManager = "out bastion/group 443 0.0.0.0/0: to anywhere: Systems Manager";
    expect(connectionLines(throughNat)).toEqual([...TARGETS, systemsManager].sort());
  });

  it("keep inside the VPC where endpoints are there for it", () => {
    const systemsManager = "out bastion/group 443 10.20.0.0/16: to 10.20.0.0/16: Systems Manager";
    expect(connectionLines(overEndpoints)).toEqual([...TARGETS, systemsManager].sort());
  });

  it("are SSH from the given ranges and what was named, where it has an address: nothing else goes out", () => {
    const ssh = [
      "in bastion/group 22 2001:db8:1::/48: from 2001:db8:1::/48: SSH",
      "in bastion/group 22 203.0.113.0/24: from 203.0.113.0/24: SSH",
    ];
    expect(connectionLines(bySsh)).toEqual([...TARGETS, ...ssh].sort());
  });

  it("pass the network ACL around the stores from a public subnet, for this one address", () => {
    expect(throughNat.all("aws_network_acl_rule")).toEqual([]);
    const rule = { network_acl_id: "acl-1", protocol: "tcp", rule_action: "allow", rule_number: 20 };
    const cidr_block = "${bastion/instance.private_ip}/32";
    expect(bySsh.all("aws_network_acl_rule")).toEqual([
      { ...rule, cidr_block, egress: true, from_port: 1024, to_port: 65_535 },
      { ...rule, cidr_block, egress: false, from_port: 0, to_port: 65_535 },
    ]);
  });

  it("leave the ACL alone where no store is meant", () => {
    const toService = bastion({ by: "ssh", from: ["203.0.113.0/24"] }, { targets: [common.targets[1]] });
    expect(toService.all("aws_network_acl_rule")).toEqual([]);
  });
});

describe("the machine of a bastion", () => {
  const machine = throughNat.one("aws_instance");

  it("has no key, no second version of its metadata, an encrypted disk", () => {
    expect(machine).toMatchObject({
      instance_type: "t4g.nano",
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      root_block_device: { encrypted: true, volume_type: "gp3", delete_on_termination: true },
    });
    expect(machine).not.toHaveProperty("key_name");
  });

  it("has an address only where it's reached by SSH", () => {
    expect(machine).toMatchObject({ associate_public_ip_address: false });
    expect(bySsh.one("aws_instance")).toMatchObject({ associate_public_ip_address: true, ipv6_address_count: 1 });
  });

  it("has none of IPv4 where people come over IPv6 alone", () => {
    const overV6 = bastion({ by: "ssh", from: ["2001:db8:1::/48"] }).one("aws_instance");
    expect(overV6).toMatchObject({ ipv6_address_count: 1 });
    expect(overV6).not.toHaveProperty("associate_public_ip_address");
  });

  it("may take part in sessions and do nothing else at AWS, and by SSH nothing at all", () => {
    expect(throughNat.all("aws_iam_role_policy_attachment")).toEqual([]);
    expect(statementsOf(throughNat.one("aws_iam_role_policy")["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: ["*"],
      },
    ]);
    expect(bySsh.all("aws_iam_role")).toEqual([]);
    expect(bySsh.one("aws_instance")).not.toHaveProperty("iam_instance_profile");
  });

  it("ends itself at its time, after a reboot too, and its instance with it", () => {
    expect(machine["instance_initiated_shutdown_behavior"]).toBe("terminate");
    expect(machine["user_data"]).toContain("OnCalendar=2026-11-21 23:30:00 UTC\n");
    expect(machine["user_data"]).toContain("Persistent=true\n");
  });
});

describe("the end of a bastion", () => {
  const stack = synth((scope) => {
    const place = { environment: "staging", account: "222222222222", region: "eu-west-1", role: "bastion" };
    new End(scope, "end", { ...place, instanceId: "i-1", instanceArn: "arn:i-1", at: until });
  });

  it("comes once, at its time, whoever is awake", () => {
    expect(stack.one("aws_scheduler_schedule")).toMatchObject({
      schedule_expression: "at(2026-11-21T23:30:00)",
      schedule_expression_timezone: "UTC",
      flexible_time_window: { mode: "OFF" },
      target: { arn: "arn:aws:scheduler:::aws-sdk:ec2:terminateInstances", input: '{"InstanceIds":["i-1"]}' },
    });
  });

  it("may terminate this one instance, for this account alone", () => {
    expect(statementsOf(stack.one("aws_iam_role_policy")["policy"])).toEqual([
      { Effect: "Allow", Action: ["ec2:TerminateInstances"], Resource: ["arn:i-1"] },
    ]);
    const [trust] = statementsOf(stack.one("aws_iam_role")["assume_role_policy"]);
    expect(trust).toMatchObject({
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: {
        StringEquals: {
          "aws:SourceAccount": "222222222222",
          "aws:SourceArn": "arn:aws:scheduler:eu-west-1:222222222222:schedule-group/default",
        },
      },
    });
  });
});

const standing = (way: Way) =>
  synth((scope) => void new StandingBastion(scope, "bastion", { ...common, region: "eu-west-1", way }));

describe("a bastion that stays", () => {
  const ssh = standing({ by: "ssh", from: ["203.0.113.7/32"] });

  it("keeps its address, and nothing ends it", () => {
    expect(ssh.one("aws_eip")).toMatchObject({ domain: "vpc", instance: "${bastion/bastion/instance.id}" });
    const machine = ssh.one("aws_instance");
    expect(Object.keys(machine)).not.toContain("user_data");
    expect(Object.keys(machine)).not.toContain("associate_public_ip_address");
    expect(ssh.all("aws_network_acl_rule").map((rule) => rule["rule_number"])).toEqual([10, 10]);
  });

  it("is recovered and rebooted by itself", () => {
    const alarms = ssh.all("aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name);
    expect(alarms).toEqual(["staging-bastion-reboot", "staging-bastion-recover"]);
  });

  it("has no elastic address where people come over IPv6 alone", () => {
    expect(standing({ by: "ssh", from: ["2001:db8:1::/48"] }).all("aws_eip")).toEqual([]);
  });

  it("has no address where people come through Session Manager", () => {
    expect(standing({ by: "session-manager", over: "internet" }).all("aws_eip")).toEqual([]);
  });
});

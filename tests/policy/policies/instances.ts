import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { Instance } from "@cdktf/provider-aws/lib/instance/index.js";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template/index.js";
import { containersOf } from "../../support/containers.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const listAt = (resource: Resource, path: string) => (valueAt(resource, path) ?? []) as readonly Resource[];

/** What a launch template leaves open, by the argument that would close it. */
function gaps(template: Resource): readonly string[] {
  const disks = listAt(template, "block_device_mappings");
  const interfaces = listAt(template, "network_interfaces");
  const closed = {
    "metadata_options.http_tokens": valueAt(template, "metadata_options.http_tokens") === "required",
    "metadata_options.http_put_response_hop_limit":
      valueAt(template, "metadata_options.http_put_response_hop_limit") === 1,
    "block_device_mappings.ebs.encrypted":
      disks.length > 0 && disks.every((disk) => valueAt(disk, "ebs.encrypted") === "true"),
    "network_interfaces.associate_public_ip_address":
      interfaces.length > 0 && interfaces.every((one) => one["associate_public_ip_address"] === "false"),
    key_name: template["key_name"] === undefined,
  };
  return Object.entries(closed).flatMap(([argument, is]) => (is ? [] : [argument]));
}

const templates: Policy = {
  promise: "launches instances with IMDSv2, encrypted disks, no public address and no key pair",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_launch_template")
      .flatMap(({ path, resource }) => gaps(resource).map((argument) => `${path}: ${argument}`)),
  broken: (scope) => {
    new LaunchTemplate(scope, "template", { imageId: "ami-1", keyName: "ops" });
  },
};

/** Whether an instance is gone for good once its system is down. */
const goesAway = (instance: Resource) => instance["instance_initiated_shutdown_behavior"] === "terminate";

/** Alone, an instance is launched from no template. */
const machines: Policy = {
  promise: "gives instances that stand alone IMDSv2, an encrypted disk and no key pair",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_instance")
      .flatMap(({ path, resource }) => {
        const closed = {
          "metadata_options.http_tokens": valueAt(resource, "metadata_options.http_tokens") === "required",
          "metadata_options.http_put_response_hop_limit":
            valueAt(resource, "metadata_options.http_put_response_hop_limit") === 1,
          "root_block_device.encrypted": valueAt(resource, "root_block_device.encrypted") === true,
          key_name: resource["key_name"] === undefined,
        };
        return Object.entries(closed).flatMap(([argument, is]) => (is ? [] : [`${path}: ${argument}`]));
      }),
  broken: (scope) => {
    new Instance(scope, "runner", { ami: "ami-1", instanceType: "t3.micro", keyName: "ops" });
  },
};

const ends: Policy = {
  promise: "terminates from outside, at its time, every instance that is meant to go away by itself",
  violations: (stack) => {
    const ended = stack
      .all("aws_scheduler_schedule")
      .filter((one) => String(one["schedule_expression"]).startsWith("at("))
      .filter((one) => String(valueAt(one, "target.arn")).endsWith(":ec2:terminateInstances"))
      .map((one) => String(valueAt(one, "target.input")));
    return stack
      .resources()
      .filter(({ type, resource }) => type === "aws_instance" && goesAway(resource))
      .filter(({ path }) => !ended.some((input) => input.includes(`\${${path}.id}`)))
      .map(({ path }) => `nothing ends ${path} if it doesn't do so itself`);
  },
  broken: (scope) => {
    const shutdown = { instanceInitiatedShutdownBehavior: "terminate" };
    new Instance(scope, "bastion", { ami: "ami-1", instanceType: "t3.micro", ...shutdown });
  },
};

/** Of a group the instances are replaced; alone, they are mended by alarms that act. */
const lone: Policy = {
  promise: "recovers and reboots by itself every instance that stands alone and stays, and none of a group",
  violations: (stack) => {
    const alarms = stack.all("aws_cloudwatch_metric_alarm");
    const acting = (action: string) =>
      alarms.filter((alarm) => JSON.stringify(alarm["alarm_actions"] ?? []).includes(`:ec2:${action}`));
    const alone = stack
      .resources()
      .filter(({ type, resource }) => type === "aws_instance" && !goesAway(resource))
      .map(({ path }) => `\${${path}.id}`);
    return ["recover", "reboot"].flatMap((action) => {
      const covered = acting(action).map((alarm) => String(valueAt(alarm, "dimensions.InstanceId")));
      return [
        ...alone.filter((id) => !covered.includes(id)).map((id) => `nothing would ${action} ${id}`),
        ...covered.filter((id) => !alone.includes(id)).map((id) => `an alarm would ${action} ${id}`),
      ];
    });
  },
  broken: (scope) => {
    new Instance(scope, "runner", { ami: "ami-1", instanceType: "t3.micro" });
  },
};

/** Names of the volumes of a task definition that are of the instance. */
function hostVolumes(stack: Synthesized, path: string): readonly unknown[] {
  const volumes = listAt(stack.at("aws_ecs_task_definition", path), "volume");
  return volumes.flatMap(({ name, host_path: host }) => (host === undefined ? [] : [name]));
}

const hosts: Policy = {
  promise: "lets no container change the instance that it runs on",
  violations: (stack) =>
    containersOf(stack).flatMap(({ path, container: { name, mountPoints = [] } }) =>
      mountPoints
        .filter(({ sourceVolume, readOnly }) => !readOnly && hostVolumes(stack, path).includes(sourceVolume))
        .map(({ sourceVolume }) => `${path}: ${name} may write to ${sourceVolume}`),
    ),
  broken: (scope) => {
    const mountPoints = [{ sourceVolume: "root", readOnly: false }];
    new EcsTaskDefinition(scope, "task", {
      family: "agent",
      containerDefinitions: JSON.stringify([{ name: "agent", image: "acme/agent:1", mountPoints }]),
      volume: [{ name: "root", hostPath: "/" }],
    });
  },
};

export const instances: readonly Policy[] = [templates, machines, ends, lone, hosts];

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

/** Of a group the instances are replaced; alone, they are mended by alarms that act. */
const lone: Policy = {
  promise: "recovers and reboots by itself every instance that stands alone, and none of a group",
  violations: (stack) => {
    const alarms = stack.all("aws_cloudwatch_metric_alarm");
    const acting = (action: string) =>
      alarms.filter((alarm) => JSON.stringify(alarm["alarm_actions"] ?? []).includes(`:ec2:${action}`));
    const alone = stack.pathsOf("aws_instance").map((path) => `\${${path}.id}`);
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

export const instances: readonly Policy[] = [templates, lone, hosts];

import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

/** The cluster that a service names, which it does through the cluster's capacity. */
function clusterOf(stack: Synthesized, service: Resource): Resource {
  const at = (type: string, reference: unknown, attribute: string) =>
    stack.resources().find((one) => one.type === type && reference === `\${${one.path}.${attribute}}`)?.resource ?? {};
  const capacity = at("aws_ecs_cluster_capacity_providers", service["cluster"], "id");
  return at("aws_ecs_cluster", capacity["cluster_name"], "name");
}

function isRecorded(cluster: Resource): boolean {
  const exec = "configuration.execute_command_configuration";
  const has = (setting: string) => valueAt(cluster, `${exec}.${setting}`);
  return (
    has("kms_key_id") !== undefined &&
    has("logging") === "OVERRIDE" &&
    has("log_configuration.cloud_watch_encryption_enabled") === true &&
    has("log_configuration.cloud_watch_log_group_name") !== undefined
  );
}

const recorded: Policy = {
  promise: "opens no task to ECS Exec but where every session is encrypted and recorded",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type, resource }) => type === "aws_ecs_service" && resource["enable_execute_command"] === true)
      .filter(({ resource }) => !isRecorded(clusterOf(stack, resource)))
      .map(({ path }) => path),
  broken: (scope) => {
    new EcsService(scope, "service", { name: "api", cluster: "app", enableExecuteCommand: true });
  },
};

export const exec: readonly Policy[] = [recorded];

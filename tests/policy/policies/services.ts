import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { Construct } from "constructs";
import { EXCEPTION } from "../../../modules/aws/ecs/task/container.js";
import { type Container, containersOf } from "../../support/containers.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

/** Whether a container carries the reason for what it doesn't keep to. */
const states = ({ dockerLabels = {} }: Container, exception: string) => `${EXCEPTION}${exception}` in dockerLabels;

/** The smallest task definition, with a container that was told nothing. */
const task = (scope: Construct, container: object = {}) =>
  new EcsTaskDefinition(scope, "task", {
    family: "api",
    containerDefinitions: JSON.stringify([
      { name: "api", image: "acme/api:1", environment: [], secrets: [], ...container },
    ]),
  });

const users: Policy = {
  promise: "runs no container as root without saying why",
  violations: (stack) =>
    containersOf(stack)
      .filter(({ container }) => !/^[1-9]\d*:[1-9]\d*$/.test(container.user ?? "") && !states(container, "root"))
      .map(({ path, container }) => `${path}: ${container.name} runs as ${container.user ?? "its image's user"}`),
  broken: (scope) => void task(scope, { user: "0:0" }),
};

const roots: Policy = {
  promise: "lets no container write all over its own file system without saying why",
  violations: (stack) =>
    containersOf(stack)
      .filter(({ container }) => container.readonlyRootFilesystem !== true && !states(container, "writableRoot"))
      .map(({ path, container }) => `${path}: ${container.name}`),
  broken: (scope) => void task(scope),
};

const logs: Policy = {
  promise: "keeps the logs of every container, and none for ever",
  violations: (stack) => {
    const groups = stack.resources().filter(({ type }) => type === "aws_cloudwatch_log_group");
    const kept = groups.map(({ path }) => `\${${path}.name}`);
    return [
      ...groups
        .filter(({ resource }) => !(Number(resource["retention_in_days"]) > 0))
        .map(({ path }) => `${path}: for ever`),
      ...containersOf(stack)
        .filter(({ container }) => !kept.includes(container.logConfiguration?.options["awslogs-group"] ?? ""))
        .map(({ path, container }) => `${path}: ${container.name} has no log`),
    ];
  },
  broken: (scope) => {
    new CloudwatchLogGroup(scope, "logs", { name: "/api" });
    task(scope);
  },
};

const services = (stack: Synthesized) => stack.resources().filter(({ type }) => type === "aws_ecs_service");

/** Whether every target group of a service is asked on a path. */
function targetsAreAsked(stack: Synthesized, service: Resource): boolean {
  const balancers = (service["load_balancer"] ?? []) as readonly Resource[];
  const groups = balancers.map(({ target_group_arn: arn }) =>
    stack.resources().find(({ type, path }) => type === "aws_lb_target_group" && arn === `\${${path}.arn}`),
  );
  return (
    groups.length > 0 && groups.every((group) => valueAt(group?.resource ?? {}, "health_check.path") !== undefined)
  );
}

/** Whether the container of the service's own, the first, is asked from inside or says why not. */
function containerIsAsked(stack: Synthesized, service: Resource): boolean {
  const own = containersOf(stack).find(({ path }) => service["task_definition"] === `\${${path}.arn}`)?.container;
  return own !== undefined && (own.healthCheck !== undefined || states(own, "health"));
}

const health: Policy = {
  promise: "asks every service whether it is well, or says why not",
  violations: (stack) =>
    services(stack)
      .filter(({ resource }) => !targetsAreAsked(stack, resource) && !containerIsAsked(stack, resource))
      .map(({ path }) => path),
  broken: (scope) => {
    new EcsService(scope, "service", { name: "api", taskDefinition: task(scope).arn });
  },
};

const rollbacks: Policy = {
  promise: "rolls back every deployment that doesn't become healthy",
  violations: (stack) =>
    services(stack)
      .filter(
        ({ resource }) =>
          valueAt(resource, "deployment_circuit_breaker.enable") !== true ||
          valueAt(resource, "deployment_circuit_breaker.rollback") !== true,
      )
      .map(({ path }) => path),
  broken: (scope) => {
    new EcsService(scope, "service", { name: "api", deploymentCircuitBreaker: { enable: true, rollback: false } });
  },
};

export const servicePolicies: readonly Policy[] = [users, roots, logs, health, rollbacks];

import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { ProjectVariable } from "@cdktf/provider-gitlab/lib/project-variable/index.js";
import { TerraformOutput } from "cdktf";
import { secretsIn } from "../../../environments/schema/rules/secrets.js";
import { containersOf } from "../../support/containers.js";
import type { Policy } from "./policy.js";

/** Attributes by which providers hand out secrets; an ARN of a secret is none. */
const SECRET_ATTRIBUTE =
  /\$\{[^}]*\.(password|token|secret|secret_string|secret_key|private_key|private_key_pem|result)\b[^}]*\}/;

/** Whether a value refers to a secret that Terraform knows. */
export function refersToSecret(value: unknown): boolean {
  return SECRET_ATTRIBUTE.test(JSON.stringify(value) ?? "");
}

const SECRET_NAME = /(PASSWORD|SECRET|TOKEN|API_?KEY|CREDENTIAL)S?$/;

const outputs: Policy = {
  promise: "shows no secret in its outputs",
  violations: (stack) =>
    Object.entries(stack.json.output ?? {})
      .filter(([, output]) => refersToSecret(output["value"]) || output["sensitive"] === true)
      .map(([name]) => `the output ${name}`),
  broken: (scope) => {
    new TerraformOutput(scope, "token", { value: "${gitlab_user_runner.runner.token}" });
  },
};

const environments: Policy = {
  promise: "gives containers their secrets by reference, never as variables",
  violations: (stack) =>
    containersOf(stack).flatMap(({ path, container }) =>
      container.environment
        .filter(({ name, value }) => SECRET_NAME.test(name) || refersToSecret(value))
        .map(({ name }) => `${path}: ${name}`),
    ),
  broken: (scope) => {
    const environment = [{ name: "MAIN_PASSWORD", value: "${aws_db_instance.main.password}" }];
    const containerDefinitions = JSON.stringify([{ name: "api", image: "acme/api:1", environment, secrets: [] }]);
    new EcsTaskDefinition(scope, "task", { family: "api", containerDefinitions });
  },
};

const pipelines: Policy = {
  promise: "gives GitLab's jobs no secret that a log would show",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type, resource }) => type === "gitlab_project_variable" && resource["masked"] !== true)
      .filter(({ resource }) => refersToSecret(resource["value"]) || SECRET_NAME.test(String(resource["key"])))
      .map(({ path }) => path),
  broken: (scope) => {
    new ProjectVariable(scope, "variable", { project: "1", key: "DEPLOY_TOKEN", value: "x", masked: false });
  },
};

const literals: Policy = {
  promise: "holds nothing that looks like a secret",
  violations: (stack) =>
    stack
      .resources()
      .flatMap(({ path, resource }) => secretsIn(resource, path))
      .map((problem) => `${problem.path} ${problem.what}`),
  broken: (scope) => {
    new ProjectVariable(scope, "variable", { project: "1", key: "KEY", value: `AKIA${"Q7".repeat(8)}` });
  },
};

export const secrets: readonly Policy[] = [outputs, environments, pipelines, literals];

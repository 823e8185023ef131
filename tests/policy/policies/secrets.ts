import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import { Webhook } from "@cdktf/provider-datadog/lib/webhook/index.js";
import { ProjectVariable } from "@cdktf/provider-gitlab/lib/project-variable/index.js";
import { TerraformOutput } from "cdktf";
import { secretsIn } from "../../../environments/schema/rules/secrets.js";
import { containersOf } from "../../support/containers.js";
import { stringsIn } from "../../support/values.js";
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

/** Settings in which a provider would take a key; all of them come from the environment of who deploys. */
const PROVIDER_KEYS = ["api_key", "app_key", "token", "spaces_access_id", "spaces_secret_key"];

const providers: Policy = {
  promise: "gives its providers no key: who deploys has them",
  violations: (stack) =>
    Object.entries(stack.json.provider ?? {}).flatMap(([provider, blocks]) =>
      blocks.flatMap((block) => PROVIDER_KEYS.filter((key) => key in block).map((key) => `${provider}: ${key}`)),
    ),
  broken: (scope) => {
    new DatadogProvider(scope, "with-key", { alias: "with-key", apiKey: "${var.key}" });
  },
};

/** What would put a key of Datadog's, a webhook's address or a pager's key into plans and states. */
const CARRIES_KEYS = [
  "datadog_api_key",
  "datadog_application_key",
  "datadog_integration_pagerduty_service_object",
  "datadog_webhook",
  "datadog_webhook_custom_variable",
  "aws_cloudwatch_event_connection",
];

const KEY_SETTING = /^(access_key|api_key|app_key|service_key|secret_string|auth_token)$/;

const keys: Policy = {
  promise: "makes nothing whose key would stand in its plan or its state",
  violations: (stack) =>
    stack.resources().flatMap(({ type, path, resource }) => [
      ...(CARRIES_KEYS.includes(type) ? [`${path}: ${type}`] : []),
      ...stringsIn(resource)
        .filter(([at]) => KEY_SETTING.test(at.split(".").at(-1) ?? ""))
        .map(([at]) => `${path}: ${at}`),
    ]),
  broken: (scope) => {
    new Webhook(scope, "hook", { name: "hook", url: "https://hooks.acme.test/1" });
  },
};

const contracts: Policy = {
  promise: "publishes no secret for other stacks to read",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type, resource }) => type === "aws_ssm_parameter" && resource["type"] !== "SecureString")
      .filter(({ resource }) => refersToSecret(resource) || SECRET_NAME.test(String(resource["name"]).toUpperCase()))
      .map(({ path }) => path),
  broken: (scope) => {
    const value = "${gitlab_user_runner.runner.token}";
    new SsmParameter(scope, "token", { name: "/gantry/staging/runner", type: "String", value });
  },
};

export const secrets: readonly Policy[] = [outputs, environments, pipelines, literals, providers, keys, contracts];

import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { DataTerraformRemoteStateS3, TerraformOutput } from "cdktf";
import { containersOf } from "../../support/containers.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const TAGS = ["environment", "managed-by", "organization"];

const nameOf = ({ alias }: Resource) => (alias === undefined ? "aws" : `aws.${alias as string}`);

const tags: Policy = {
  promise: "tags everything that it makes in AWS, in every account, as its own",
  violations: (stack) =>
    (stack.json.provider?.["aws"] ?? []).flatMap((provider) => {
      const given = Object.keys(valueAt(provider, "default_tags.0.tags") ?? {});
      return TAGS.filter((tag) => !given.includes(tag)).map((tag) => `${nameOf(provider)} lacks ${tag}`);
    }),
  broken: (scope) => {
    new AwsProvider(scope, "aws-other", { alias: "other" });
  },
};

const accounts: Policy = {
  promise: "works in no AWS account but those that it names",
  violations: (stack) =>
    (stack.json.provider?.["aws"] ?? [])
      .filter(({ allowed_account_ids: ids }) => !Array.isArray(ids) || ids.length !== 1)
      .map(nameOf),
  broken: (scope) => {
    new AwsProvider(scope, "aws-other", { alias: "other" });
  },
};

/** The parameter by which a pipeline names an image. */
const PARAMETER = /^\$\{(.+)\.insecure_value\}$/;

/** What the stack itself says of a container's image: the reference, or where the pipeline's begins. */
function imageOf(stack: Synthesized, image: string): unknown {
  const parameter = PARAMETER.exec(image)?.[1];
  return parameter === undefined ? image : stack.at("aws_ssm_parameter", parameter)["insecure_value"];
}

const images: Policy = {
  promise: "runs only images that name a version or a digest",
  violations: (stack) =>
    containersOf(stack)
      .map(({ path, container }) => ({ path, image: String(imageOf(stack, container.image)) }))
      .filter(({ image }) => !/[^/](:[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image) || image.endsWith(":latest"))
      .map(({ path, image }) => `${path}: ${image}`),
  broken: (scope) => {
    const containerDefinitions = JSON.stringify([
      { name: "api", image: "acme/api:latest", environment: [], secrets: [] },
    ]);
    new EcsTaskDefinition(scope, "task", { family: "api", containerDefinitions });
  },
};

const digests: Policy = {
  promise: "runs in a protected environment what is named by digest, also where a pipeline names it",
  violations: (stack) =>
    stack.json.output?.["lifecycle"]?.["value"] !== "protected"
      ? []
      : containersOf(stack)
          .filter(({ container: { image } }) => {
            const parameter = PARAMETER.exec(image)?.[1];
            if (parameter === undefined) return !image.includes("@sha256:");
            const conditions = valueAt(stack.at("aws_ssm_parameter", parameter), "lifecycle.postcondition");
            return !JSON.stringify(conditions ?? "").includes("@sha256:");
          })
          .map(({ path, container }) => `${path}: ${container.image}`),
  broken: (scope) => {
    new TerraformOutput(scope, "lifecycle", { value: "protected", staticId: true });
    const containerDefinitions = JSON.stringify([{ name: "api", image: "acme/api:1", environment: [], secrets: [] }]);
    new EcsTaskDefinition(scope, "task", { family: "api", containerDefinitions });
  },
};

const tokens: Policy = {
  promise: "holds no token of CDKTF that was never resolved",
  violations: (stack) => JSON.stringify(stack.json).match(/(?:tftoken|\[token\.\d+\]).{0,40}/gi) ?? [],
  broken: (scope) => {
    const vpc = new Vpc(scope, "vpc", { cidrBlock: "10.0.0.0/16" });
    new TerraformOutput(scope, "id", { value: vpc.id.toUpperCase() });
  },
};

const states: Policy = {
  promise: "reads no other stack's state",
  violations: (stack) => Object.keys(stack.json.data?.["terraform_remote_state"] ?? {}),
  broken: (scope) => {
    new DataTerraformRemoteStateS3(scope, "other", { bucket: "acme-state", key: "ops/terraform.tfstate" });
  },
};

export const provenance: readonly Policy[] = [tags, accounts, images, digests, tokens, states];

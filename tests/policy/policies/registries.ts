import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy/index.js";
import { statementsOf, valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const repositories: Policy = {
  promise: "keeps images under tags that never move, scanned, encrypted with a key of its own, and not for ever",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_ecr_repository")
      .flatMap(({ path, resource }) => {
        const has = {
          "immutable tags": resource["image_tag_mutability"] === "IMMUTABLE",
          "a scan on push": valueAt(resource, "image_scanning_configuration.scan_on_push") === true,
          "a key of its own":
            valueAt(resource, "encryption_configuration.0.encryption_type") === "KMS" &&
            valueAt(resource, "encryption_configuration.0.kms_key") !== undefined,
          "an expiry": stack.all("aws_ecr_lifecycle_policy").some((one) => one["repository"] === `\${${path}.name}`),
        };
        return Object.entries(has).flatMap(([what, present]) => (present ? [] : [`${path} lacks ${what}`]));
      }),
  broken: (scope) => {
    new EcrRepository(scope, "repository", { name: "acme/api" });
  },
};

const READ_ACTIONS = new Set(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]);

const pulls: Policy = {
  promise: "lets other accounts pull images, by name, and nothing else",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => type === "aws_ecr_repository_policy")
      .filter(({ resource }) =>
        statementsOf(resource["policy"]).some(({ Action, Principal }) => {
          const accounts = (Principal as { readonly AWS?: readonly string[] }).AWS ?? ["*"];
          const named = [accounts].flat().every((account) => /^arn:aws:iam::\d{12}:root$/.test(account));
          return !named || !Action.every((action) => READ_ACTIONS.has(action));
        }),
      )
      .map(({ path }) => path),
  broken: (scope) => {
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "ecr:*" }];
    new EcrRepositoryPolicy(scope, "policy", { repository: "acme/api", policy: JSON.stringify({ Statement }) });
  },
};

export const registries: readonly Policy[] = [repositories, pulls];

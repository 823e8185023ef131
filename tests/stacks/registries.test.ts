import { describe, expect, it } from "vitest";
import { fromPipeline } from "../../environments/schema/catalogue.js";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";
import { pinned } from "../support/images.js";
import type { Synthesized } from "../support/synth.js";

const initial = "public.ecr.aws/nginx/nginx:1.27.5";
const OURS = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme";
const digest = `@sha256:${"0".repeat(64)}`;

const stack = (name: string, changes: Changes) => changedStack(changes, name);
const repositories = (changes: Changes) =>
  stack("ops", changes)
    .all("aws_ecr_repository")
    .map(({ name }) => String(name))
    .sort();

const API = "catalogue.services.api";

describe("the organization's repositories", () => {
  it("are none, and no key for them, while all images come from elsewhere", () => {
    const ops = stack("ops", {});
    expect(ops.all("aws_ecr_repository")).toEqual([]);
    expect(ops.all("aws_kms_key")).toEqual([]);
  });

  it("are one for each image that a pipeline names, two for a service that migrates", () => {
    const migrate = { image: fromPipeline({ initial }), user: 1000 };
    expect(repositories({ [`${API}.image`]: fromPipeline({ initial }), [`${API}.migrate`]: migrate })).toEqual([
      "acme/api",
      "acme/api-migrate",
    ]);
  });

  it("are those, too, that an image by digest names, a sidecar's as well", () => {
    const proxy = { image: `${OURS}/proxy${digest}`, user: 101, cpu: 64, memoryMiB: 128 };
    const changes = { [`${API}.image`]: `${OURS}/api${digest}`, [`${API}.sidecars`]: { proxy } };
    expect(repositories(changes)).toEqual(["acme/api", "acme/proxy"]);
  });

  it("are never of an image that its pipeline pushes elsewhere", () => {
    const image = fromPipeline({ initial, repository: "registry.gitlab.com/acme/api" });
    expect(repositories({ [`${API}.image`]: image })).toEqual([]);
  });

  it("are published for the pipelines, and open to the environments' accounts", () => {
    const ops = stack("ops", { [`${API}.image`]: fromPipeline({ initial }) });
    expect(ops.at("aws_ssm_parameter", "contract/repositories--api")).toEqual({
      name: "/gantry/ops/repositories/api",
      type: "String",
      value: "${image-api/repository.repository_url}",
    });
    const policy = String(ops.one("aws_ecr_repository_policy")["policy"]);
    expect(policy.match(/\d{12}/g)).toEqual(["222222222222", "333333333333"]);
  });

  it("keep what was deployed to each long-lived environment", () => {
    const policy = String(
      stack("ops", { [`${API}.image`]: fromPipeline({ initial }) }).one("aws_ecr_lifecycle_policy")["policy"],
    );
    expect(policy.match(/deployed\.\w+\./g)).toEqual(["deployed.production.", "deployed.staging."]);
  });
});

const parametersOfServices = (stack: Synthesized) =>
  stack.pathsOf("aws_ssm_parameter").filter((path) => path.startsWith("service-"));

describe("an image of the pipeline's in an environment", () => {
  const changes = { [`${API}.image`]: fromPipeline({ initial }) };

  it.each([
    ["production", ""],
    ["staging", ":"],
  ])("of %s is one of the service's repository", (name, tag) => {
    const parameter = stack(name, changes).at("aws_ssm_parameter", "service-api/image");
    const condition = JSON.stringify(parameter["lifecycle"]);
    expect(condition).toContain(`${OURS}/api@sha256:`);
    expect(condition.includes(`"${OURS}/api:`) || condition.includes(`\\"${OURS}/api:\\"`)).toBe(tag === ":");
  });

  it("is what the service's container runs", () => {
    const task = stack("staging", changes).at("aws_ecs_task_definition", "service-api/task");
    expect(String(task["container_definitions"])).toContain('"image":"${service-api/image.insecure_value}"');
  });

  it("is left to the pipeline, parameter and all, where that deploys by itself", () => {
    const staging = stack("staging", { ...changes, [`${API}.rollout`]: "external" });
    expect(parametersOfServices(staging)).toEqual([]);
    const service = staging.at("aws_ecs_service", "service-api/service");
    expect(service["lifecycle"]).toMatchObject({ ignore_changes: ["task_definition"] });
    expect(service["lifecycle"]).not.toHaveProperty("postcondition");
    const task = staging.at("aws_ecs_task_definition", "service-api/task");
    expect(String(task["container_definitions"])).toContain(`"image":"${initial}"`);
  });

  it("by its digest in the catalogue needs no parameter", () => {
    expect(parametersOfServices(stack("production", { [`${API}.image`]: pinned("api") }))).toEqual([]);
  });
});

import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { imageReference, type PipelineImage } from "../../../../modules/aws/ecs/task/image.js";
import { pinned } from "../../../support/images.js";
import { synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

const image: PipelineImage = {
  from: "pipeline",
  initial: "public.ecr.aws/nginx/nginx:1.27.5",
  repository: "ghcr.io/acme/api",
  namedIn: "parameter",
  digestOnly: true,
};
const of = (source: PipelineImage | string) =>
  synth((scope) => {
    const value = imageReference(scope, "image", { environment: "staging", service: "api", image: source });
    new TerraformOutput(scope, "reference", { value, staticId: true });
  });
const condition = (more: Partial<PipelineImage>) =>
  valueAt(of({ ...image, ...more }).one("aws_ssm_parameter"), "lifecycle.postcondition.0.condition");

describe("the image of a pipeline", () => {
  it("is what its parameter holds, which begins as the initial one and is then left alone", () => {
    const stack = of(image);
    expect(stack.one("aws_ssm_parameter")).toMatchObject({
      name: "/gantry/staging/services/api/image",
      type: "String",
      insecure_value: "public.ecr.aws/nginx/nginx:1.27.5",
      lifecycle: { ignore_changes: ["insecure_value"] },
    });
    expect(stack.json.output?.["reference"]?.["value"]).toBe("${aws_ssm_parameter.image.insecure_value}");
  });

  it("is of its own repository and by digest where only digests are taken, or the initial one", () => {
    expect(condition({})).toBe(
      '${((self.insecure_value == "public.ecr.aws/nginx/nginx:1.27.5") || startswith(self.insecure_value, "ghcr.io/acme/api@sha256:"))}',
    );
  });

  it("is else of its own repository by digest or tag, but never latest", () => {
    expect(condition({ digestOnly: false })).toBe(
      '${((self.insecure_value == "public.ecr.aws/nginx/nginx:1.27.5") || (startswith(self.insecure_value, "ghcr.io/acme/api@sha256:") || (startswith(self.insecure_value, "ghcr.io/acme/api:") && !endswith(self.insecure_value, ":latest"))))}',
    );
  });

  it("has no parameter where the pipeline registers revisions by itself", () => {
    const stack = of({ ...image, namedIn: "revision" });
    expect(stack.all("aws_ssm_parameter")).toEqual([]);
    expect(stack.json.output?.["reference"]?.["value"]).toBe(image.initial);
  });
});

it("an image by its reference stays what it is", () => {
  expect(of(pinned("api")).resources()).toEqual([]);
  expect(of(pinned("api")).json.output?.["reference"]?.["value"]).toBe(pinned("api"));
});

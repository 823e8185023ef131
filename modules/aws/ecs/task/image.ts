import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { Fn, Op, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";

/** An image that the application's own pipeline names. */
export interface PipelineImage {
  readonly from: "pipeline";
  /** What runs until the pipeline has named one. */
  readonly initial: string;
  /** Registry and repository of what the pipeline builds. */
  readonly repository: string;
  /** Where it names it: in a parameter, for the next deploy, or in a revision that it registers itself. */
  readonly namedIn: "parameter" | "revision";
  /** Whether it must name it by its digest. */
  readonly digestOnly: boolean;
}

/** An image by its reference, or as a pipeline names it. */
export type ImageSource = string | PipelineImage;

export interface ImageProps {
  readonly environment: string;
  readonly service: string;
  readonly image: ImageSource;
}

/**
 * The reference of the image that a task definition names.
 *
 * Of a pipeline's image the stack makes the parameter, under `scope`, and then leaves its value alone. Each plan
 * reads what stands there: what the pipeline wrote since is a new revision of the task definition, which the plan
 * shows by its image. It's no secret, so the plan may show it.
 *
 * @param id of the parameter, and the end of its name
 */
export function imageReference(scope: Construct, id: string, { environment, service, image }: ImageProps): string {
  if (typeof image === "string") return image;
  if (image.namedIn === "revision") return image.initial;
  const parameter = name("aws_ssm_parameter", "/gantry", environment, "services", service, id);
  return new SsmParameter(scope, id, {
    name: parameter,
    description: `Image that the next deploy of ${environment} runs as ${service}; its pipeline writes it`,
    type: "String",
    insecureValue: image.initial,
    lifecycle: { ignoreChanges: ["insecure_value"], postcondition: [isOurs(parameter, image)] },
  }).insecureValue;
}

/** Nobody rolls out an image of another repository through the parameter, nor one that may be another tomorrow. */
function isOurs(parameter: string, { initial, repository, digestOnly }: PipelineImage) {
  const value = TerraformSelf.getString("insecure_value");
  const byDigest = Fn.startswith(value, `${repository}@sha256:`);
  const byTag = Op.and(Fn.startswith(value, `${repository}:`), Op.not(Fn.endswith(value, ":latest")));
  return {
    condition: Op.or(Op.eq(value, initial), digestOnly ? byDigest : Op.or(byDigest, byTag)),
    errorMessage: `The parameter ${parameter} holds ${value}. It must hold an image of ${repository}, ${
      digestOnly ? "by its digest" : "by its digest or a tag other than latest"
    }: aws ssm put-parameter --overwrite --name ${parameter} --value ${repository}@sha256:<digest>`,
  };
}

import { Fn, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";

export interface TaggedTask {
  readonly environment: string;
  readonly service: string;
  /** What runs. */
  readonly version: string;
}

/**
 * Datadog's unified service tags, as the settings that its libraries read and as the labels that its agent reads.
 * Source: Datadog, "Unified service tagging", ECS.
 */
export function unifiedTags({ environment, service, version }: TaggedTask) {
  const tags = { env: environment, service, version };
  return {
    variables: { DD_ENV: environment, DD_SERVICE: service, DD_VERSION: version },
    labels: Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`com.datadoghq.tags.${tag}`, value])),
  };
}

/**
 * The tag of an image, or its digest: what stands after the last colon. Of an image that a pipeline names Terraform
 * finds it, in a value of its own under `scope`: quotes inside of container definitions would end their text.
 */
export function versionOf(scope: Construct, image: string): string {
  if (!Token.isUnresolved(image)) return image.slice(image.lastIndexOf(":") + 1);
  return new TerraformLocal(scope, "version", Fn.element(Fn.reverse(Fn.split(":", image)), 0)).asString;
}

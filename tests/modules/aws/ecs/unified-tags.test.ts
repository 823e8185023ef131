import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { TerraformOutput } from "cdktf";
import { expect, it } from "vitest";
import { unifiedTags, versionOf } from "../../../../modules/aws/ecs/task/unified-tags.js";
import { synth } from "../../../support/synth.js";

it("a task says whose it is in Datadog's settings and labels", () => {
  expect(unifiedTags({ environment: "staging", service: "api", version: "1.2.3" })).toEqual({
    variables: { DD_ENV: "staging", DD_SERVICE: "api", DD_VERSION: "1.2.3" },
    labels: {
      "com.datadoghq.tags.env": "staging",
      "com.datadoghq.tags.service": "api",
      "com.datadoghq.tags.version": "1.2.3",
    },
  });
});

const versions: string[] = [];
const stack = synth((scope) => {
  for (const tag of [":1.2.3", `@sha256:${"a".repeat(64)}`])
    versions.push(versionOf(scope, `test:5000/acme/api${tag}`));
  const { value } = new SsmParameter(scope, "image", { name: "/image", type: "String" });
  new TerraformOutput(scope, "named", { value: JSON.stringify({ version: versionOf(scope, value) }) });
});

it("its version is its image's tag or digest", () => {
  expect(versions).toEqual(["1.2.3", "a".repeat(64)]);
});

it("the version of an image that a pipeline names is found when it's deployed, and leaves JSON what it is", () => {
  const { locals, output } = stack.json as { readonly locals?: object; readonly output?: object };
  expect(locals).toEqual({ version: '${element(reverse(split(":", aws_ssm_parameter.image.value)), 0)}' });
  expect(output).toEqual({ named: { value: '{"version":"${local.version}"}' } });
});

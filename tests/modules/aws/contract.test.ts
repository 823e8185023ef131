import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { TerraformOutput } from "cdktf";
import { expect, it } from "vitest";
import { Publish, read } from "../../../modules/aws/contract/contract.js";
import { synth } from "../../support/synth.js";

const PARAMETER = "/gantry/ops/delegated-zone-id";

it("publishes a value under the name by which it is read", () => {
  const stack = synth((scope) => new Publish(scope, "contract", "ops", { "delegated-zone-id": "zone-0" }));
  expect(stack.one("aws_ssm_parameter")).toEqual({ name: PARAMETER, type: "String", value: "zone-0" });
});

it("reads a value in the account that published it", () => {
  const stack = synth((scope) => {
    const provider = new AwsProvider(scope, "aws-ops", { alias: "ops", region: "eu-west-1" });
    const value = read(scope, "ops", "delegated-zone-id", provider);
    new TerraformOutput(scope, "zone", { value, staticId: true });
  });
  expect(stack.json.data?.["aws_ssm_parameter"]?.["ops-delegated-zone-id"]).toMatchObject({
    name: PARAMETER,
    provider: "aws.ops",
  });
  expect(stack.json.output?.["zone"]?.["value"]).toBe("${data.aws_ssm_parameter.ops-delegated-zone-id.value}");
});

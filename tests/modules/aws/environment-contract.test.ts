import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { PublishEnvironment, readPlace, readReachable } from "../../../modules/aws/contract/environment-contract.js";
import { networkRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const main = { kind: "store", name: "main", host: "main.db", port: 5432, securityGroupId: "sg-main" } as const;

describe("what an environment publishes", () => {
  const stack = synth((scope) => {
    new PublishEnvironment(scope, "contract", "staging", { network: networkRef, reachable: [main] });
  });
  const parameters = stack.all("aws_ssm_parameter");

  it("is where something may be placed, and what listens where", () => {
    expect(parameters.map(({ name, value }) => [name, JSON.parse(String(value))])).toEqual([
      [
        "/gantry/staging/network",
        {
          vpcId: "vpc-1",
          publicSubnetIds: ["public-a", "public-b"],
          privateSubnetIds: ["private-a", "private-b"],
          isolatedAclId: networkRef.isolatedAclId,
        },
      ],
      ["/gantry/staging/reachable/stores/main", { host: "main.db", port: 5432, securityGroupId: "sg-main" }],
    ]);
  });
});

describe("what another stack reads of it", () => {
  const stack = synth((scope) => {
    const place = readPlace(scope, "staging", "private");
    const { host, port } = readReachable(scope, "staging", { kind: "store", name: "main" });
    for (const [id, value] of Object.entries({ ...place, host, port })) {
      new TerraformOutput(scope, id, { value, staticId: true });
    }
  });
  const value = (output: string) => stack.json.output?.[output]?.["value"];

  it("comes from the parameter of the name, and isn't taken for a secret", () => {
    expect(stack.json.data?.["aws_ssm_parameter"]).toMatchObject({
      network: { name: "/gantry/staging/network" },
      "store-main": { name: "/gantry/staging/reachable/stores/main" },
    });
    expect(value("host")).toBe("${jsondecode(data.aws_ssm_parameter.store-main.insecure_value).host}");
    expect(value("port")).toBe("${jsondecode(data.aws_ssm_parameter.store-main.insecure_value).port}");
  });

  it("is the first subnet of the tier", () => {
    const network = "jsondecode(data.aws_ssm_parameter.network.insecure_value)";
    expect(value("subnetId")).toBe(`\${element(${network}.privateSubnetIds, 0)}`);
  });
});

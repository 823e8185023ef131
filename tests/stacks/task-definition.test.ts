import { describe, expect, it } from "vitest";
import { configuration } from "../support/configuration.js";
import { containerDefinition } from "../support/container-definition.js";
import { containersOf } from "../support/containers.js";
import { fullTask } from "../support/full-task.js";
import { synthPlatform } from "../support/synth.js";

const stack = synthPlatform({ configuration: configuration(fullTask), target: "aws", stacks: ["staging"] }).get(
  "staging",
);
if (stack === undefined) throw new Error("staging is built");
const containers = containersOf(stack)
  .filter(({ path }) => path === "service-api/task")
  .map(({ container }) => container);

describe("a service of which everything is said", () => {
  it("reaches Terraform as it stands in the catalogue, with its size in the environment", () => {
    expect(containers.map(({ name }) => name)).toEqual(["api", "own-tmp", "proxy"]);
    expect(containers[0]).toMatchObject({
      cpu: 256 - 16 - 64,
      memoryReservation: 256,
      entryPoint: ["/app"],
      command: ["serve"],
      user: "1000:2000",
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: 60,
      ulimits: [{ name: "nofile", softLimit: 4096, hardLimit: 8192 }],
      healthCheck: { command: ["CMD", "/app", "health"], interval: 30, timeout: 5, retries: 3, startPeriod: 20 },
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false }],
      dependsOn: [
        { containerName: "own-tmp", condition: "SUCCESS" },
        { containerName: "proxy", condition: "HEALTHY" },
      ],
    });
    expect(stack.at("aws_ecs_task_definition", "service-api/task")).toMatchObject({
      runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" },
      volume: [{ name: "tmp" }],
    });
  });

  it("finds its parameters in the account and the region of its environment", () => {
    expect(containers[0]?.secrets.map(({ valueFrom }) => valueFrom)).toContain(
      "arn:aws:ssm:eu-west-1:222222222222:parameter/api/signing-key",
    );
  });

  it("consists of containers that ECS accepts", () => {
    for (const one of containers) expect(containerDefinition.safeParse(one).error).toBeUndefined();
  });

  it("is the only one that changes", () => {
    const today = synthPlatform({ configuration: configuration(), target: "aws", stacks: ["staging"] }).get("staging");
    const changed = stack.resources().filter(({ address, resource }) => {
      const before = today?.resources().find((one) => one.address === address)?.resource;
      return JSON.stringify(resource) !== JSON.stringify(before);
    });
    expect(changed.map(({ path }) => path)).toEqual(["service-api/roles/agent-permissions", "service-api/task"]);
  });
});

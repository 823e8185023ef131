import { describe, expect, it } from "vitest";
import { type Changes, configuration } from "../support/configuration.js";
import { containerDefinition } from "../support/container-definition.js";
import { backwards } from "../support/container-shapes.js";
import { containersOf } from "../support/containers.js";
import { fullTask } from "../support/full-task.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";

function staging(changes: Changes = {}): Synthesized {
  const written = { configuration: configuration(changes), target: "aws", stacks: ["staging"] } as const;
  const stack = synthPlatform(written).get("staging");
  if (stack === undefined) throw new Error("staging is built");
  return stack;
}

const stack = staging(fullTask);
const containers = containersOf(stack)
  .filter(({ path }) => path === "service-api/task")
  .map(({ container }) => container);

describe("a service of which everything is said", () => {
  it("reaches Terraform as it stands in the catalogue, with its size in the environment", () => {
    expect(containers.map(({ name }) => name)).toEqual(["api", "own-tmp", "proxy", "fetch_files"]);
    expect(containers[0]).toMatchObject({
      cpu: 256 - 16 - 64,
      memoryReservation: 256,
      entryPoint: ["/app"],
      command: ["serve"],
      user: "1000:2000",
      readonlyRootFilesystem: true,
      linuxParameters: {
        initProcessEnabled: true,
        tmpfs: [
          { containerPath: "/run/api", size: 8 },
          { containerPath: "/var/cache/api", size: 64 },
        ],
      },
      stopTimeout: 60,
      ulimits: [{ name: "nofile", softLimit: 4096, hardLimit: 8192 }],
      healthCheck: { command: ["CMD", "/app", "health"], interval: 30, timeout: 5, retries: 3, startPeriod: 20 },
      mountPoints: [
        { sourceVolume: "files_api_0", containerPath: "/etc/api", readOnly: true },
        { sourceVolume: "uploads", containerPath: "/srv/uploads", readOnly: false },
        { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
      ],
      dependsOn: [
        { containerName: "fetch_files", condition: "SUCCESS" },
        { containerName: "own-tmp", condition: "SUCCESS" },
        { containerName: "proxy", condition: "HEALTHY" },
      ],
    });
    expect(stack.at("aws_ecs_task_definition", "service-api/task")).toMatchObject({
      runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" },
      volume: [{ name: "files_api_0" }, { name: "files_proxy_0" }, { name: "tmp" }, { name: "uploads" }],
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

  it("comes out the same, to the letter, in whatever order it was written down", () => {
    expect(JSON.stringify(staging(backwards(fullTask)).resources())).toBe(JSON.stringify(stack.resources()));
  });

  it("changes itself, what was made for it, and what its monitors and dashboards say of it", () => {
    const today = staging();
    const changed = stack.resources().filter(({ address, resource }) => {
      const before = today.resources().find((one) => one.address === address)?.resource;
      return JSON.stringify(resource) !== JSON.stringify(before);
    });
    const parts = new Set(changed.map(({ path }) => path.split("/")[0]));
    expect([...parts]).toEqual([
      "configuration",
      "dashboard",
      "dashboard-service-api",
      "monitors-api",
      "service-api",
      "store-monitors-uploads",
      "store-uploads",
    ]);
  });
});

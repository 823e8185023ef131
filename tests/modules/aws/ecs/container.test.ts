import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ContainerProps, container } from "../../../../modules/aws/ecs/task/container.js";
import { problemsOf } from "../../../support/configuration.js";
import { containerDefinition } from "../../../support/container-definition.js";
import { anyContainer, backwards } from "../../../support/container-shapes.js";

const props: ContainerProps = {
  name: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  port: 8080,
  variables: { MAIN_HOST: "main.db", ENVIRONMENT: "staging", LOG_LEVEL: "info" },
  secrets: { MAIN_USER: "arn:user", MAIN_PASSWORD: "arn:password" },
  logGroup: "/gantry/staging/api",
  region: "eu-west-1",
};

describe("a container definition", () => {
  it("is complete, defaults of ECS included, and sorted, so that the plan becomes empty", () => {
    expect(container(props)).toEqual({
      name: "api",
      image: "public.ecr.aws/acme/api:1.2.3",
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      environment: [
        { name: "ENVIRONMENT", value: "staging" },
        { name: "LOG_LEVEL", value: "info" },
        { name: "MAIN_HOST", value: "main.db" },
      ],
      secrets: [
        { name: "MAIN_PASSWORD", valueFrom: "arn:password" },
        { name: "MAIN_USER", valueFrom: "arn:user" },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/gantry/staging/api",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "api",
        },
      },
      readonlyRootFilesystem: true,
    });
  });

  it("rejects settings that are a variable and a secret at once, all of them together", () => {
    const variables = { MAIN_USER: "ann", LOG_LEVEL: "info", MAIN_PASSWORD: "x" };
    expect(problemsOf(() => container({ ...props, variables }))).toEqual([
      {
        path: "service api",
        what: "gets the same setting as a variable and as a secret",
        value: "MAIN_USER, MAIN_PASSWORD",
        fix: "rename the variable in environments/catalogue.ts",
      },
    ]);
  });

  it("says of what runs in it exactly what it was told", () => {
    const told: ContainerProps = {
      ...props,
      command: ["serve", "--verbose"],
      entryPoint: ["/app"],
      user: 1000,
      init: true,
      writable: { "/tmp": 64, "/run": 8 },
      stopTimeoutSeconds: 90,
      memoryReservationMiB: 128,
      ulimits: { nofile: { soft: 4096, hard: 8192 }, core: { soft: 0, hard: 0 } },
      containerHealth: {
        command: ["/app", "health"],
        intervalSeconds: 10,
        timeoutSeconds: 3,
        retries: 2,
        startPeriodSeconds: 20,
      },
      mounts: { "/var/run": { volume: "run", readOnly: true }, "/tmp": { volume: "tmp", readOnly: false } },
      dependsOn: { proxy: "HEALTHY", migrate: "SUCCESS" },
    };
    expect(container(told)).toEqual({
      ...container(props),
      command: ["serve", "--verbose"],
      entryPoint: ["/app"],
      user: "1000:1000",
      linuxParameters: {
        initProcessEnabled: true,
        tmpfs: [
          { containerPath: "/run", size: 8, mountOptions: ["mode=1777", "nodev", "noexec", "nosuid"] },
          { containerPath: "/tmp", size: 64, mountOptions: ["mode=1777", "nodev", "noexec", "nosuid"] },
        ],
      },
      stopTimeout: 90,
      memoryReservation: 128,
      ulimits: [
        { name: "core", softLimit: 0, hardLimit: 0 },
        { name: "nofile", softLimit: 4096, hardLimit: 8192 },
      ],
      healthCheck: { command: ["CMD", "/app", "health"], interval: 10, timeout: 3, retries: 2, startPeriod: 20 },
      mountPoints: [
        { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
        { sourceVolume: "run", containerPath: "/var/run", readOnly: true },
      ],
      dependsOn: [
        { containerName: "migrate", condition: "SUCCESS" },
        { containerName: "proxy", condition: "HEALTHY" },
      ],
    });
  });

  it("runs as the group that it is told, beside the user", () => {
    expect(container({ ...props, user: 1000, group: 2000 })).toMatchObject({ user: "1000:2000" });
  });

  it("writes to its own root file system only for a reason, which it carries as a label, as that for root", () => {
    const exceptions = { writableRoot: "compiles its templates beside them", root: "binds port 80 as root" };
    const { readonlyRootFilesystem: _, ...excepted } = { ...container(props), readonlyRootFilesystem: true };
    expect(container({ ...props, exceptions })).toEqual({
      ...excepted,
      dockerLabels: {
        "gantry.exception.root": exceptions.root,
        "gantry.exception.writableRoot": exceptions.writableRoot,
      },
    });
    expect(container({ ...props, exceptions: { root: exceptions.root } })).toMatchObject({
      readonlyRootFilesystem: true,
      dockerLabels: { "gantry.exception.root": exceptions.root },
    });
  });

  it("says nothing of what is switched off, as ECS answers with nothing", () => {
    const off = { exceptions: {}, writable: {}, init: false, ulimits: {}, mounts: {}, dependsOn: {} };
    expect(container({ ...props, ...off })).toEqual(container(props));
  });

  it("is one that ECS accepts, whatever the catalogue's schema lets through", () => {
    fc.assert(
      fc.property(anyContainer, (one) => {
        expect(containerDefinition.safeParse(container(one)).error).toBeUndefined();
      }),
    );
  });

  it("doesn't depend on the order in which things were written down", () => {
    fc.assert(
      fc.property(anyContainer, (one) => {
        expect(JSON.stringify(container(backwards(one)))).toBe(JSON.stringify(container(one)));
      }),
    );
  });
});

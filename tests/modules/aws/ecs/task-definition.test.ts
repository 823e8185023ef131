import { describe, expect, it } from "vitest";
import { taskDefinition } from "../../../../modules/aws/ecs/task/task-definition.js";
import type { SidecarProps, TaskDefinitionProps } from "../../../../modules/aws/ecs/task/task-settings.js";
import { problemsOf } from "../../../support/configuration.js";
import { containerDefinition } from "../../../support/container-definition.js";
import { bucketRef, clusterRef, databaseRef } from "../../../support/refs.js";
import { type Synthesized, synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const props: TaskDefinitionProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  variables: { LOG_LEVEL: "info" },
  cpu: 512,
  memoryMiB: 1024,
  cluster: clusterRef,
  stores: [databaseRef, bucketRef],
  logRetentionDays: 14,
};

const proxy: SidecarProps = {
  image: "public.ecr.aws/acme/proxy:2.0.0",
  essential: true,
  cpu: 128,
  memoryMiB: 256,
  variables: { LISTEN: "8081" },
  secrets: {},
};
const migrate: SidecarProps = { ...proxy, image: "public.ecr.aws/acme/migrate:1.2.3", essential: false, cpu: 64 };

const task = (more: Partial<TaskDefinitionProps> = {}) =>
  synth((scope) => taskDefinition(scope, { ...props, ...more }));
const resourceOf = (stack: Synthesized) => stack.one("aws_ecs_task_definition");
const containersOf = (stack: Synthesized) =>
  JSON.parse(String(resourceOf(stack)["container_definitions"])) as readonly Readonly<Record<string, unknown>>[];

describe("a task definition", () => {
  it("without sidecars holds the service's own container alone, with nothing that nobody asked for", () => {
    expect(containersOf(task())).toEqual([
      {
        name: "api",
        image: "public.ecr.aws/acme/api:1.2.3",
        essential: true,
        portMappings: [],
        environment: [
          { name: "DOCUMENTS_BUCKET", value: "acme-staging-documents" },
          { name: "ENVIRONMENT", value: "staging" },
          { name: "LOG_LEVEL", value: "info" },
          { name: "MAIN_HOST", value: "main.db" },
          { name: "MAIN_NAME", value: "main" },
          { name: "MAIN_PORT", value: "5432" },
        ],
        secrets: [
          { name: "MAIN_PASSWORD", valueFrom: "arn:main:password::" },
          { name: "MAIN_USER", valueFrom: "arn:main:username::" },
        ],
        mountPoints: [],
        volumesFrom: [],
        systemControls: [],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "${logs.name}",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "api",
          },
        },
        readonlyRootFilesystem: true,
      },
    ]);
  });

  it("is written in an order that doesn't change, so that a plan shows what somebody changed", () => {
    expect(Object.keys(containersOf(task())[0] ?? {})).toEqual([
      "name",
      "image",
      "essential",
      "portMappings",
      "environment",
      "secrets",
      "mountPoints",
      "volumesFrom",
      "systemControls",
      "logConfiguration",
      "readonlyRootFilesystem",
    ]);
  });

  it.each([{ MAIN_HOST: "127.0.0.1" }, { ENVIRONMENT: "production" }])(
    "rejects %j, which its stores or its environment say already",
    (variables) => {
      expect(problemsOf(() => task({ variables }))).toEqual([
        {
          path: "service api",
          what: "gets the same setting from two sides: itself, its stores, those that it calls or Gantry's ENVIRONMENT",
          value: Object.keys(variables).join(),
          fix: "rename it in environments/catalogue.ts",
        },
      ]);
    },
  );

  it("says of its host what it was told, and nothing of processor or volumes when it was told nothing", () => {
    expect(resourceOf(task())).toMatchObject({ requires_compatibilities: ["FARGATE"], cpu: "512", memory: "1024" });
    expect(resourceOf(task())).not.toHaveProperty("runtime_platform");
    expect(resourceOf(task())).not.toHaveProperty("volume");
    expect(resourceOf(task({ cluster: { ...clusterRef, capacity: "ec2" }, architecture: "arm64" }))).toMatchObject({
      requires_compatibilities: ["EC2"],
      runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" },
    });
  });

  it("stands right under its service, so that no address ever moved", () => {
    const paths = task({ sidecars: { proxy } })
      .resources()
      .map(({ path }) => path);
    expect(paths).toEqual([
      "logs",
      "roles/agent",
      "roles/agent-permissions",
      "roles/task",
      "roles/task-permissions",
      "task",
    ]);
  });

  it("with a read-only root can still write to its scratch volumes", () => {
    const stack = task({
      volumes: { tmp: { kind: "scratch" }, cache: { kind: "scratch" } },
      mounts: { "/tmp": { volume: "tmp", readOnly: false }, "/var/cache": { volume: "cache", readOnly: false } },
    });
    expect(resourceOf(stack)["volume"]).toEqual([{ name: "cache" }, { name: "tmp" }]);
    expect(containersOf(stack)[0]).toMatchObject({
      readonlyRootFilesystem: true,
      mountPoints: [
        { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
        { sourceVolume: "cache", containerPath: "/var/cache", readOnly: false },
      ],
    });
  });
});

describe("the sidecars of a task", () => {
  const stack = task({ sidecars: { proxy, migrate }, dependsOn: { migrate: "SUCCESS", proxy: "START" } });
  const [own, first, second] = containersOf(stack);

  it("come after the service's own container, by name", () => {
    expect(containersOf(stack).map(({ name }) => name)).toEqual(["api", "migrate", "proxy"]);
    expect(containersOf(task({ sidecars: { migrate, proxy } }))).toEqual(
      containersOf(task({ sidecars: { proxy, migrate } })),
    );
  });

  it("leave the rest of the task's CPU to the service's own container", () => {
    expect([own, first, second].map((one) => one?.["cpu"])).toEqual([512 - 128 - 64, 64, 128]);
  });

  it("are limited in memory, each by its own number; the service's own by the task's", () => {
    expect([own, first, second].map((one) => one?.["memory"])).toEqual([undefined, 256, 256]);
  });

  it("come before it where it waits for them", () => {
    expect(own?.["dependsOn"]).toEqual([
      { containerName: "migrate", condition: "SUCCESS" },
      { containerName: "proxy", condition: "START" },
    ]);
    expect(first?.["essential"]).toBe(false);
  });

  it("hear which environment they are in, and get nothing of the stores", () => {
    expect(second?.["environment"]).toEqual([
      { name: "ENVIRONMENT", value: "staging" },
      { name: "LISTEN", value: "8081" },
    ]);
    expect(second?.["secrets"]).toEqual([]);
  });

  it("are containers that ECS accepts, as the service's own is", () => {
    for (const one of containersOf(stack)) expect(containerDefinition.safeParse(one).error).toBeUndefined();
  });
});

describe("the secrets of a task", () => {
  const payments = { from: "secretsmanager", name: "api/payments" } as const;
  const stack = task({
    stores: [databaseRef],
    secrets: {
      PAYMENTS: payments,
      PAYMENTS_KEY: { ...payments, key: "apiKey" },
      SIGNING_KEY: { from: "ssm", path: "/api/signing-key" },
    },
    sidecars: {
      proxy: { ...proxy, secrets: { PROXY_KEY: { from: "ssm", path: "/proxy/key" }, PAYMENTS: payments } },
    },
  });
  const payment = "${data.secrets/api:payments.arn}";
  const parameter = "arn:aws:ssm:eu-west-1:222222222222:parameter";

  it("are looked up once each by name, and never read: their values stay out of the state", () => {
    expect(Object.keys(stack.json.data ?? {})).toEqual(["aws_secretsmanager_secret"]);
    const found = Object.values(stack.json.data?.["aws_secretsmanager_secret"] ?? {});
    expect(found.map(({ name }) => name)).toEqual(["api/payments"]);
  });

  it("reach each container by reference, beside those of its stores", () => {
    const [own, sidecar] = containersOf(stack);
    expect(own?.["secrets"]).toEqual([
      { name: "MAIN_PASSWORD", valueFrom: "arn:main:password::" },
      { name: "MAIN_USER", valueFrom: "arn:main:username::" },
      { name: "PAYMENTS", valueFrom: payment },
      { name: "PAYMENTS_KEY", valueFrom: `${payment}:apiKey::` },
      { name: "SIGNING_KEY", valueFrom: `${parameter}/api/signing-key` },
    ]);
    expect(sidecar?.["secrets"]).toEqual([
      { name: "PAYMENTS", valueFrom: payment },
      { name: "PROXY_KEY", valueFrom: `${parameter}/proxy/key` },
    ]);
  });

  it("are all that the ECS agent may read, and the service itself may read none", () => {
    expect(statementsOf(stack.at("aws_iam_role_policy", "roles/agent-permissions")["policy"])).toEqual([
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn:main"] },
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [payment] },
      {
        Effect: "Allow",
        Action: ["ssm:GetParameters"],
        Resource: [`${parameter}/api/signing-key`, `${parameter}/proxy/key`],
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["${logs.arn}:*"],
      },
    ]);
    expect(stack.pathsOf("aws_iam_role_policy")).toEqual(["roles/agent-permissions"]);
  });
});

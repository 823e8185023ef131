import { describe, expect, it } from "vitest";
import { WebService, type WebServiceProps } from "../../../../modules/aws/ecs/service/web-service.js";
import { MIGRATION_VARIABLE } from "../../../../modules/core/migration-order.js";
import type { ClusterRef } from "../../../../modules/core/refs/clusters.js";
import { containersOf } from "../../../support/containers.js";
import {
  bucketRef,
  clusterRef,
  databaseRef,
  loadBalancerRef,
  networkRef,
  targetSettings,
} from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

const props: WebServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  port: 8080,
  routes: ["/*"],
  priority: 10,
  ...targetSettings,
  graceSeconds: 60,
  variables: { LOG_LEVEL: "info" },
  secrets: { SIGNING_KEY: { from: "ssm", path: "/api/signing-key" } },
  cpu: 256,
  memoryMiB: 512,
  count: 1,
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  loadBalancer: loadBalancerRef,
  stores: [databaseRef, bucketRef],
  architecture: "arm64",
  migrate: { image: "public.ecr.aws/acme/api-migrate:1.2.3", command: ["up"], memoryMiB: 1024, timeoutSeconds: 600 },
};
const built = (more: Partial<WebServiceProps> = {}) =>
  synth((scope) => {
    new WebService(scope, "api", { ...props, ...more });
  });
const stack = built();
const order = valueAt(stack.one("terraform_data"), "input.order");

describe("a service that migrates", () => {
  it("has a task definition for that, with all that the service reaches its stores by", () => {
    const [own, migration] = ["api/task", "api/migration-task"].map((path) => ({
      task: stack.at("aws_ecs_task_definition", path),
      containers: containersOf(stack)
        .filter((one) => one.path === path)
        .map(({ container }) => container),
    }));
    const like = [
      "task_role_arn",
      "execution_role_arn",
      "network_mode",
      "requires_compatibilities",
      "runtime_platform",
    ];
    for (const argument of like) expect(migration?.task[argument]).toEqual(own?.task[argument]);
    expect(migration?.task).toMatchObject({ family: "staging-api-migrate", cpu: "256", memory: "1024" });
    expect(migration?.containers).toMatchObject([
      {
        name: "migrate",
        image: "public.ecr.aws/acme/api-migrate:1.2.3",
        command: ["up"],
        essential: true,
        portMappings: [],
        environment: own?.containers[0]?.environment,
        secrets: own?.containers[0]?.secrets,
        logConfiguration: { options: { "awslogs-group": "${api/logs.name}", "awslogs-stream-prefix": "migrate" } },
      },
    ]);
  });

  it("runs each revision of it once, before the service moves on", () => {
    expect(stack.one("terraform_data")["triggers_replace"]).toEqual({ taskDefinition: "${api/migration-task.arn}" });
    expect(stack.one("aws_ecs_service")["depends_on"]).toContain("api/migration");
  });

  it("runs it once its permissions, its rules and the ways out are there, and waits for no load balancer", () => {
    const migration = stack.one("terraform_data");
    expect([...(migration["depends_on"] as string[])].sort()).toEqual([
      "api/from-load-balancer/in",
      "api/from-load-balancer/out",
      "api/https-out/out",
      "api/roles/agent-permissions",
      "api/roles/task-permissions",
      "api/to-main/in",
      "api/to-main/out",
    ]);
    expect(valueAt(migration, "input.after")).toEqual(["route-a", "route-b"]);
  });

  it("hands the command what it has to know, and no path of a machine", () => {
    expect(order).toEqual({
      environment: "staging",
      account: "222222222222",
      region: "eu-west-1",
      service: "api",
      cluster: "staging-app",
      taskDefinition: "${api/migration-task.arn}",
      capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
      network: { subnets: ["private-a", "private-b"], securityGroups: ["${api/group/group.id}"] },
      timeoutSeconds: 600,
    });
    const provisioner = valueAt(stack.one("terraform_data"), "provisioner.0.local-exec");
    expect(provisioner).toMatchObject({ environment: { [MIGRATION_VARIABLE]: "${jsonencode(self.input.order)}" } });
    expect(JSON.stringify(provisioner)).not.toContain(process.cwd());
  });

  it("does nothing on a destroy", () => {
    expect(stack.one("terraform_data")["provisioner"]).toHaveLength(1);
    expect(valueAt(stack.one("terraform_data"), "provisioner.0.local-exec.when")).toBeUndefined();
  });

  it("takes its image from a private registry with credentials that the agent alone may read", () => {
    const credentials = { from: "secretsmanager", name: "gitlab/registry" } as const;
    const image = "registry.gitlab.com/acme/api-migrate:1.2.3";
    const registered = built({ migrate: { image, registry: { credentials }, timeoutSeconds: 600 } });
    const [migration] = containersOf(registered).filter(({ path }) => path === "api/migration-task");
    const secret = "${data.api/secrets/gitlab:registry.arn}";
    expect(migration?.container).toMatchObject({ image, repositoryCredentials: { credentialsParameter: secret } });
    expect(JSON.stringify(registered.at("aws_iam_role_policy", "api/roles/agent-permissions"))).toContain(secret);
  });

  it("is spared Spot, which may take it away half done", () => {
    const capacityProviderStrategy = [
      { capacityProvider: "FARGATE", weight: 0, base: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: 100, base: 0 },
    ];
    const spot = built({ cluster: { ...clusterRef, capacityProviderStrategy } });
    expect(valueAt(spot.one("terraform_data"), "input.order.capacity")).toEqual([
      { capacityProvider: "FARGATE", weight: 1, base: 0 },
    ]);
  });

  it("has no network of its own where tasks share their instance's interface", () => {
    const cluster: ClusterRef = {
      ...clusterRef,
      capacity: "ec2",
      capacityProviderStrategy: [{ capacityProvider: "staging-app", weight: 1, base: 0 }],
      sharedGroup: { label: "instances", securityGroupId: "sg-instances" },
    };
    const shared = built({ cluster });
    expect(valueAt(shared.one("terraform_data"), "input.order.network")).toBeUndefined();
    expect(shared.at("aws_ecs_task_definition", "api/migration-task")["network_mode"]).toBe("bridge");
  });
});

describe("a service that migrates nothing", () => {
  it("has neither", () => {
    const { migrate: _, ...plain } = props;
    const stack = synth((scope) => {
      new WebService(scope, "api", plain);
    });
    expect(stack.all("terraform_data")).toEqual([]);
    expect(stack.pathsOf("aws_ecs_task_definition")).toEqual(["api/task"]);
  });
});

import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Entrance, type EntranceProps } from "../../../../modules/aws/ecs/service/internal/entrance.js";
import {
  InternalService,
  type InternalServiceProps,
} from "../../../../modules/aws/ecs/service/internal/internal-service.js";
import { WebService } from "../../../../modules/aws/ecs/service/web-service.js";
import { connectionLines } from "../../../support/connections.js";
import {
  clusterRef,
  databaseRef,
  internalLoadBalancerRef,
  loadBalancerRef,
  namespaceRef,
  networkRef,
  targetSettings,
} from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

const common = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  image: "public.ecr.aws/acme/admin:1.2.3",
  port: 9000,
  ...targetSettings,
  graceSeconds: 60,
  variables: {},
  cpu: 256,
  memoryMiB: 512,
  count: 2,
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  stores: [],
} as const;

type Over = EntranceProps["over"];

/** An internal service `admin`, and a web service `api` that calls it. */
const stack = (over: Over, more: Partial<InternalServiceProps> = {}) =>
  synth((scope) => {
    const { health: _, ...settings } = common;
    const entrance = new Entrance(scope, "entrance", {
      ...common,
      service: "admin",
      over,
      namespace: namespaceRef,
      balancer: internalLoadBalancerRef,
    });
    const health = over === "load-balancer" ? { health: common.health } : {};
    const admin = new InternalService(scope, "admin", {
      ...settings,
      ...health,
      service: "admin",
      stores: [databaseRef],
      entrance,
      ...more,
    });
    new WebService(scope, "api", {
      ...common,
      service: "api",
      port: 8080,
      routes: ["/*"],
      priority: 1,
      loadBalancer: loadBalancerRef,
      calls: [entrance.ref],
      after: [admin.deployed],
    });
    new TerraformOutput(scope, "ref", { value: { ...admin.ref }, staticId: true });
  });
const service = (over: Over, name = "admin") => stack(over).at("aws_ecs_service", `${name}/service`);
const container = (over: Over, name: string) =>
  JSON.parse(String(stack(over).at("aws_ecs_task_definition", `${name}/task`)["container_definitions"]))[0];
const connections = (over: Over) => connectionLines(stack(over)).filter((line) => line.includes("9000"));

const logs = (name: string) => ({
  log_driver: "awslogs",
  options: {
    "awslogs-group": `/gantry/staging/${name}`,
    "awslogs-region": "eu-west-1",
    "awslogs-stream-prefix": "service-connect",
  },
});

describe("an internal service", () => {
  it("over DNS is reached by those that call it, and by nobody else", () => {
    expect(connections("dns")).toEqual([
      "in entrance/group 9000 api/group: from service api: calls of admin",
      "out api/group 9000 entrance/group: to service admin: calls of admin",
    ]);
  });

  it("over the load balancer is reached by it alone, and it by those that call the service", () => {
    expect(connections("load-balancer")).toEqual([
      "in admin/group 9000 sg-internal: from internal load balancer: requests",
      "in sg-internal 9000 api/group: from service api: calls of admin",
      "out api/group 9000 sg-internal: to internal load balancer: calls of admin",
      "out sg-internal 9000 admin/group: to service admin: requests",
    ]);
  });

  it.each<Over>(["dns", "load-balancer", "service-connect"])(
    "over %s has one address, which its callers are told",
    (over) => {
      const url = "http://admin.staging.internal:9000";
      expect(container(over, "api").environment).toContainEqual({ name: "ADMIN_URL", value: url });
      expect(stack(over).json.output?.["ref"]?.["value"]).toMatchObject({ url });
    },
  );

  it.each<Over>(["dns", "load-balancer", "service-connect"])(
    "over %s is deployed before those that call it",
    (over) => {
      expect(service(over, "api")["depends_on"]).toEqual(
        expect.arrayContaining(["admin/service", "api/call-admin/out"]),
      );
      expect(service(over)["depends_on"]).not.toContain("api/service");
    },
  );

  it("over DNS is registered by ECS, which tells Cloud Map of each task's health", () => {
    expect(stack("dns").one("aws_service_discovery_service")).toEqual({
      name: "admin",
      dns_config: {
        namespace_id: "ns-1",
        routing_policy: "MULTIVALUE",
        dns_records: [{ type: "A", ttl: 10 }],
      },
      health_check_custom_config: { failure_threshold: 1 },
      force_destroy: true,
      tags: { service: "admin" },
    });
    expect(service("dns")["service_registries"]).toEqual({ registry_arn: "${entrance/name.arn}" });
    expect(service("dns")["load_balancer"]).toBeUndefined();
  });

  it("over the load balancer has a listener of its own on its port, and an alias to it as its name", () => {
    const behind = stack("load-balancer");
    expect(behind.at("aws_lb_listener", "admin/listener")).toMatchObject({
      load_balancer_arn: "arn:internal",
      port: 9000,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: "${admin/targets.arn}" }],
    });
    expect(behind.one("aws_service_discovery_instance")).toEqual({
      service_id: "${entrance/name.id}",
      instance_id: "load-balancer",
      attributes: { AWS_ALIAS_DNS_NAME: "internal-staging.elb" },
    });
    expect(valueAt(behind.one("aws_service_discovery_service"), "dns_config.routing_policy")).toBe("WEIGHTED");
    expect(service("load-balancer")["load_balancer"]).toEqual([
      { container_name: "admin", container_port: 9000, target_group_arn: "${admin/targets.arn}" },
    ]);
  });

  it("over Service Connect offers its port under its address, and its callers have a proxy too", () => {
    expect(service("service-connect")["service_connect_configuration"]).toEqual({
      enabled: true,
      namespace: "arn:namespace",
      log_configuration: logs("admin"),
      service: [
        {
          port_name: "calls",
          discovery_name: "admin_connect",
          client_alias: { dns_name: "admin.staging.internal", port: 9000 },
        },
      ],
    });
    expect(service("service-connect", "api")["service_connect_configuration"]).toEqual({
      enabled: true,
      namespace: "arn:namespace",
      log_configuration: logs("api"),
    });
    expect(container("service-connect", "admin").portMappings).toEqual([
      { containerPort: 9000, hostPort: 9000, protocol: "tcp", name: "calls", appProtocol: "http" },
    ]);
    expect(service("dns", "api")["service_connect_configuration"]).toBeUndefined();
  });

  it("speaks to its stores", () => {
    expect(connectionLines(stack("dns")).filter((line) => line.includes("sg-main"))).toEqual([
      "in sg-main 5432 entrance/group: from service admin: main",
      "out entrance/group 5432 sg-main: to store main: main",
    ]);
  });

  it("tells monitoring what it needs to know, in literals", () => {
    const ref = {
      name: "admin",
      kind: "internal",
      serviceName: "staging-admin",
      clusterName: "staging-app",
      desiredCount: 2,
      stores: ["main"],
      url: "http://admin.staging.internal:9000",
    };
    expect(stack("dns").json.output?.["ref"]?.["value"]).toEqual(ref);
    expect(stack("load-balancer").json.output?.["ref"]?.["value"]).toEqual({
      ...ref,
      loadBalancerName: "staging-internal",
      targetGroupName: "staging-admin-9000",
    });
  });
});

import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { WebService, type WebServiceProps } from "../../../../modules/aws/ecs/service/web-service.js";
import { connectionLines } from "../../../support/connections.js";
import {
  bucketRef,
  clusterRef,
  databaseRef,
  loadBalancerRef,
  networkRef,
  targetSettings,
} from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const props: WebServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  port: 8080,
  routes: ["/api/*", "/v2/*"],
  priority: 100,
  ...targetSettings,
  graceSeconds: 60,
  variables: { LOG_LEVEL: "info" },
  cpu: 256,
  memoryMiB: 512,
  count: 2,
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  loadBalancer: loadBalancerRef,
  stores: [databaseRef, bucketRef],
};
const service = (more: Partial<WebServiceProps> = {}) =>
  synth((scope) => {
    const { ref } = new WebService(scope, "service", { ...props, ...more });
    new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
  });
const refOf = (more: Partial<WebServiceProps> = {}) => service(more).json.output?.["ref"]?.["value"];
const definition = (more: Partial<WebServiceProps> = {}) =>
  JSON.parse(String(service(more).one("aws_ecs_task_definition")["container_definitions"]))[0];

describe("a web service", () => {
  it("hears the load balancer and speaks to its stores and to HTTPS, and nothing else", () => {
    expect(connectionLines(service())).toEqual([
      "in service/group 8080 sg-balancer: from load balancer: requests",
      "in sg-main 5432 service/group: from service api: main",
      "out service/group 443 0.0.0.0/0: to anywhere: images, AWS and other APIs",
      "out service/group 5432 sg-main: to store main: main",
      "out sg-balancer 8080 service/group: to service api: requests",
    ]);
  });

  it("may do with its stores what they permit, and nothing else", () => {
    const stack = service();
    const allowed = (path: string) => statementsOf(stack.at("aws_iam_role_policy", path)["policy"]);
    expect(allowed("service/roles/task-permissions")).toEqual([
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:documents/*"] },
    ]);
    expect(allowed("service/roles/agent-permissions")).toEqual([
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn:main"] },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: ["${service/logs.arn}:*"],
      },
    ]);
  });

  it("gets its environment's name, its own settings and those of its stores", () => {
    expect(definition().environment).toEqual([
      { name: "DOCUMENTS_BUCKET", value: "acme-staging-documents" },
      { name: "ENVIRONMENT", value: "staging" },
      { name: "LOG_LEVEL", value: "info" },
      { name: "MAIN_HOST", value: "main.db" },
      { name: "MAIN_NAME", value: "main" },
      { name: "MAIN_PORT", value: "5432" },
    ]);
    expect(definition().secrets).toEqual([
      { name: "MAIN_PASSWORD", valueFrom: "arn:main:password::" },
      { name: "MAIN_USER", valueFrom: "arn:main:username::" },
    ]);
  });

  it("runs on Fargate in private subnets without a public address", () => {
    const stack = service();
    expect(stack.one("aws_ecs_service")).toMatchObject({
      name: "staging-api",
      cluster: "staging-app",
      desired_count: 2,
      network_configuration: {
        assign_public_ip: false,
        security_groups: ["${service/group/group.id}"],
        subnets: ["private-a", "private-b"],
      },
    });
    expect(stack.one("aws_ecs_task_definition")).toMatchObject({ cpu: "256", memory: "512", network_mode: "awsvpc" });
  });

  it("rolls back a deployment that doesn't become healthy, and never runs fewer tasks meanwhile", () => {
    expect(service().one("aws_ecs_service")).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      wait_for_steady_state: true,
    });
  });

  it("starts only when its rules, its permissions and its route stand", () => {
    expect(service().one("aws_ecs_service")["depends_on"]).toEqual(
      expect.arrayContaining([
        "service/route",
        "service/from-load-balancer/in",
        "service/https-out/out",
        "service/to-main/out",
        "service/to-main/in",
        "service/roles/task-permissions",
        "service/roles/agent-permissions",
      ]),
    );
  });

  it("gets the paths of its routes, in its own place", () => {
    const rule = service().one("aws_lb_listener_rule");
    expect(rule).toMatchObject({ listener_arn: "arn:listener", priority: 100 });
    expect(valueAt(rule, "condition")).toEqual([{ path_pattern: { values: ["/api/*", "/v2/*"] } }]);
    expect(valueAt(rule, "action")).toEqual([{ type: "forward", target_group_arn: "${service/targets.arn}" }]);
  });

  it("takes traffic only while its health check answers 200", () => {
    const targets = service().one("aws_lb_target_group");
    expect(targets).toMatchObject({
      port: 8080,
      target_type: "ip",
      health_check: { path: "/healthz", matcher: "200" },
    });
    expect(service().one("aws_ecs_service")["load_balancer"]).toEqual([
      { container_name: "api", container_port: 8080, target_group_arn: "${service/targets.arn}" },
    ]);
  });

  it("changes its port beside the old one, under another name", () => {
    const names = [8080, 9090].map((port) => service({ port }).one("aws_lb_target_group")["name"]);
    expect(names).toEqual(["staging-api-8080", "staging-api-9090"]);
    expect(service().one("aws_lb_target_group")["lifecycle"]).toEqual({ create_before_destroy: true });
  });

  it("keeps its logs as long as it is told to, and writes them there", () => {
    expect(service().one("aws_cloudwatch_log_group")).toMatchObject({
      name: "/gantry/staging/api",
      retention_in_days: 14,
    });
    expect(definition().logConfiguration.options["awslogs-group"]).toBe("${service/logs.name}");
  });

  it("carries its name as the tag by which its metrics are found", () => {
    const stack = service();
    for (const type of ["aws_ecs_service", "aws_lb_target_group", "aws_lb_listener_rule"]) {
      expect(stack.one(type)["tags"]).toEqual({ service: "api" });
    }
    expect(stack.one("aws_ecs_service")).toMatchObject({ propagate_tags: "SERVICE", enable_ecs_managed_tags: true });
  });

  it("gets its hosts under the environment's domain, whatever their path", () => {
    const rule = service({ hosts: ["api", "sockets"], routes: [] }).one("aws_lb_listener_rule");
    expect(valueAt(rule, "condition")).toEqual([
      { host_header: { values: ["api.staging.acme.test", "sockets.staging.acme.test"] } },
    ]);
  });

  it("without a domain is told from others by the first label of the host", () => {
    const { domain: _, ...loadBalancer } = loadBalancerRef;
    const rule = service({ hosts: ["api"], loadBalancer }).one("aws_lb_listener_rule");
    expect(valueAt(rule, "condition")).toEqual([
      { host_header: { values: ["api.*"] } },
      { path_pattern: { values: ["/api/*", "/v2/*"] } },
    ]);
  });

  it("with a host is reached there", () => {
    expect(refOf({ hosts: ["api"], routes: [] })).toMatchObject({ url: "https://api.staging.acme.test/" });
    expect(refOf({ hosts: ["api"] })).toMatchObject({ url: "https://api.staging.acme.test/api/" });
  });

  it.each<readonly [readonly string[], string]>([
    [["/api/*"], "https://staging.acme.test/api/"],
    [["/*"], "https://staging.acme.test/"],
    [["/health", "/*"], "https://staging.acme.test/health"],
  ])("with the routes %j is reached at %s", (routes, url) => {
    expect(service({ routes }).json.output?.["ref"]?.["value"]).toMatchObject({ url });
  });

  it("tells monitoring what it needs to know, in literals", () => {
    expect(service().json.output?.["ref"]?.["value"]).toEqual({
      name: "api",
      kind: "web",
      serviceName: "staging-api",
      clusterName: "staging-app",
      loadBalancerName: "staging-public",
      targetGroupName: "staging-api-8080",
      desiredCount: 2,
      stores: ["main", "documents"],
      url: "https://staging.acme.test/api/",
    });
  });

  it("with a range of tasks is watched for its fewest", () => {
    const ranged = service({ count: { minimum: 3, maximum: 9 }, scale: { cpuPercent: 60, schedule: {} } });
    expect(ranged.json.output?.["ref"]?.["value"]).toMatchObject({ desiredCount: 3 });
    expect(() => service({ count: { minimum: 3, maximum: 9 } })).toThrow("nothing moves: api");
  });

  it("without stores speaks to none of them", () => {
    const stack = service({ stores: [] });
    expect(connectionLines(stack).filter((line) => line.includes("5432"))).toEqual([]);
    expect(stack.pathsOf("aws_iam_role_policy")).toEqual(["service/roles/agent-permissions"]);
  });

  it("of a long name keeps within what a target group may be called", () => {
    const long = service({ service: "recommendations-and-search" }).one("aws_lb_target_group");
    expect(String(long["name"]).length).toBeLessThanOrEqual(32);
  });
});

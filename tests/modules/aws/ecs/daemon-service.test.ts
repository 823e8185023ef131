import { describe, expect, it } from "vitest";
import { DaemonService, type DaemonServiceProps } from "../../../../modules/aws/ecs/service/daemon-service.js";
import type { ClusterRef } from "../../../../modules/core/refs/clusters.js";
import { connectionLines } from "../../../support/connections.js";
import { networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";

const onEc2 = (name: string): ClusterRef => ({
  name: `staging-${name}`,
  id: `staging-${name}`,
  capacity: "ec2",
  capacityProviderStrategy: [{ capacityProvider: `staging-${name}`, weight: 1, base: 0 }],
});
const props: DaemonServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "agent",
  image: "public.ecr.aws/acme/agent:1.2.3",
  exceptions: { root: "reads what the kernel says of every process" },
  variables: {},
  cpu: 128,
  memoryMiB: 256,
  logRetentionDays: 14,
  network: networkRef,
  clusters: new Map([
    ["general", onEc2("general")],
    ["own", onEc2("own")],
  ]),
  ports: { traces: { port: 8126, protocol: "tcp" }, metrics: { port: 8125, protocol: "udp" } },
  stores: [],
};
const stack = (more: Partial<DaemonServiceProps> = {}) =>
  synth((scope) => void new DaemonService(scope, "agent", { ...props, ...more }));
const container = (more: Partial<DaemonServiceProps> = {}) =>
  JSON.parse(String(stack(more).one("aws_ecs_task_definition")["container_definitions"]))[0];

describe("a daemon", () => {
  it("is one task definition and a service in each of its clusters", () => {
    expect(stack().pathsOf("aws_ecs_task_definition")).toEqual(["agent/task"]);
    expect(stack().pathsOf("aws_ecs_service")).toEqual(["agent/on-general", "agent/on-own"]);
    expect(stack().all("aws_ecs_service")).toMatchObject([
      { name: "staging-agent-general", cluster: "staging-general", task_definition: "${agent/task.arn}" },
      { name: "staging-agent-own", cluster: "staging-own", task_definition: "${agent/task.arn}" },
    ]);
  });

  it("says what ECS takes of a daemon, and nothing that it refuses", () => {
    const service = stack().at("aws_ecs_service", "agent/on-own");
    expect(service).toMatchObject({
      scheduling_strategy: "DAEMON",
      launch_type: "EC2",
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      deployment_circuit_breaker: { enable: true, rollback: true },
      wait_for_steady_state: true,
    });
    for (const refused of [
      "capacity_provider_strategy",
      "desired_count",
      "availability_zone_rebalancing",
      "ordered_placement_strategy",
      "network_configuration",
      "platform_version",
    ]) {
      expect(service).not.toHaveProperty(refused);
    }
  });

  it("fails the deploy when ECS rolled it back, in each cluster", () => {
    for (const service of stack().all("aws_ecs_service")) {
      expect(service["lifecycle"]).toMatchObject({
        postcondition: [{ condition: "${(self.task_definition == agent/task.arn)}" }],
      });
    }
  });

  it("starts only when its permissions stand, and no cluster waits for another", () => {
    const dependencies = stack().at("aws_ecs_service", "agent/on-own")["depends_on"];
    expect(dependencies).toEqual(expect.arrayContaining(["agent/logs", "agent/roles/agent-permissions"]));
    expect(dependencies).not.toContain("agent/on-general");
  });

  it("takes no network interface and opens nothing: it has those of its instance", () => {
    expect(stack().one("aws_ecs_task_definition")).toMatchObject({
      network_mode: "bridge",
      requires_compatibilities: ["EC2"],
    });
    expect(connectionLines(stack())).toEqual([]);
  });

  it("offers its ports on its instance under their own numbers", () => {
    expect(container().portMappings).toEqual([
      { containerPort: 8125, hostPort: 8125, protocol: "udp" },
      { containerPort: 8126, hostPort: 8126, protocol: "tcp" },
    ]);
    expect(container({ ports: {} }).portMappings).toEqual([]);
  });

  it("is privileged only where it says why, and carries the reason", () => {
    const privileged = "loads programs into the kernel";
    expect(container()).not.toHaveProperty("privileged");
    expect(container({ exceptions: { privileged } })).toMatchObject({
      privileged: true,
      dockerLabels: { "gantry.exception.privileged": privileged },
    });
  });
});

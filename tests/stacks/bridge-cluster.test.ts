import { describe, expect, it } from "vitest";
import { configuration } from "../support/configuration.js";
import { connectionLines } from "../support/connections.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";

/** Both services share a cluster of instances and a database. */
const changes = {
  "staging.clusters.app": { on: "ec2", instances: ["t3.small"], count: [2, 4], network: "bridge" },
  "catalogue.services.web.stores": ["main"],
};

function environment(more: object = {}): Synthesized {
  const written = configuration({ ...changes, ...more });
  const stack = synthPlatform({ configuration: written, target: "aws", stacks: ["staging"] }).get("staging");
  if (stack === undefined) throw new Error("staging is built");
  return stack;
}

const stack = environment();
const ofInstances = (of: Synthesized) =>
  connectionLines(of).filter((line) => line.includes("cluster-app/group") && !line.includes("0.0.0.0/0"));

describe("services that share their instances' interfaces", () => {
  it("are reached by the load balancer on the ports that Docker chooses, and reach their stores: each rule once", () => {
    expect(ofInstances(stack)).toEqual([
      "in cluster-app/group 32768-65535 edge/group: from load balancer: requests",
      "in store-main/group 5432 cluster-app/group: from cluster app: main",
      "out cluster-app/group 5432 store-main/group: to store main: main",
      "out edge/group 32768-65535 cluster-app/group: to cluster app: requests",
    ]);
  });

  it("have no group and no interface of their own", () => {
    expect(stack.pathsOf("aws_security_group").filter((path) => path.startsWith("service-"))).toEqual([]);
    for (const service of stack.all("aws_ecs_service")) expect(service).not.toHaveProperty("network_configuration");
  });

  it("begin once the rules of their instances stand", () => {
    const rules = ["cluster-app/from-load-balancer/in", "cluster-app/to-main/out", "cluster-app/to-main/in"];
    expect(stack.one("aws_autoscaling_group")["depends_on"]).toEqual(expect.arrayContaining(rules));
    expect(stack.at("aws_ecs_service", "service-api/service")["cluster"]).toBe("${cluster-app/capacity.id}");
  });

  it("listen on the port of their image, which Docker gives another number on the instance", () => {
    const task = stack.at("aws_ecs_task_definition", "service-api/task");
    expect(task["network_mode"]).toBe("bridge");
    const [own] = JSON.parse(String(task["container_definitions"])) as readonly { readonly portMappings: unknown }[];
    expect(own?.portMappings).toEqual([{ containerPort: 8080, hostPort: 0, protocol: "tcp" }]);
  });

  it("are targets by their instance, in groups that can stand beside those of interfaces", () => {
    const groups = stack.all("aws_lb_target_group").map(({ name, target_type }) => [name, target_type]);
    expect(groups).toEqual([
      ["staging-api-8080-instance", "instance"],
      ["staging-web-80-instance", "instance"],
    ]);
  });

  it("open no way for a load balancer or a store that none of them uses", () => {
    const elsewhere = environment({
      "staging.clusters.fargate": { on: "fargate" },
      "staging.services.api.cluster": "fargate",
      "staging.services.web.cluster": "fargate",
    });
    expect(ofInstances(elsewhere)).toEqual([]);
  });
});

describe("every service", () => {
  it("is replaced when its tasks are connected in the other way, which ECS can't change", () => {
    const { lifecycle } = stack.at("aws_ecs_service", "service-api/service") as {
      readonly lifecycle: { readonly replace_triggered_by: readonly string[] };
    };
    expect(lifecycle.replace_triggered_by).toEqual(["service-api/task.network_mode"]);
  });
});

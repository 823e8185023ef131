import { describe, expect, it } from "vitest";
import { type Changes, configuration } from "../support/configuration.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";
import { valueAt } from "../support/values.js";

const onEc2 = { on: "ec2", instances: ["m7i.large", "m6i.large"], count: [2, 4] };

/** One environment whose cluster runs on EC2. */
function environment(name: string, changes: Changes = {}): Synthesized {
  const written = configuration({ [`${name}.clusters.app`]: onEc2, ...changes });
  const stack = synthPlatform({ configuration: written, target: "aws", stacks: [name] }).get(name);
  if (stack === undefined) throw new Error(`${name} is built`);
  return stack;
}

const staging = environment("staging");
const production = environment("production");

/** Everything that must stand before a resource, and stands until it has gone: by reference or by `depends_on`. */
function beneath(of: Synthesized, path: string): ReadonlySet<string> {
  const placed = of.resources();
  const found = new Set<string>();
  const follow = (from: string) => {
    const written = JSON.stringify(placed.find((one) => one.path === from)?.resource);
    for (const other of placed) {
      const named = [`"${other.path}"`, `{${other.path}.`].some((form) => written.includes(form));
      if (named && !found.has(other.path)) {
        found.add(other.path);
        follow(other.path);
      }
    }
  };
  follow(path);
  return found;
}

const guards = (stack: Synthesized) => ({
  force: stack.one("aws_autoscaling_group")["force_delete"],
  instances: stack.one("aws_autoscaling_group")["protect_from_scale_in"],
  provider: valueAt(
    stack.one("aws_ecs_capacity_provider"),
    "auto_scaling_group_provider.managed_termination_protection",
  ),
});

describe("an environment with a cluster on EC2", () => {
  it("runs its services on the cluster's own capacity, spread over zones, then packed", () => {
    const service = staging.at("aws_ecs_service", "service-api/service");
    expect(service).toMatchObject({
      cluster: "${cluster-app/capacity.id}",
      capacity_provider_strategy: [{ capacity_provider: "${cluster-app/provider.name}", weight: 1, base: 0 }],
      ordered_placement_strategy: [
        { type: "spread", field: "attribute:ecs.availability-zone" },
        { type: "binpack", field: "memory" },
      ],
      network_configuration: { assign_public_ip: false },
    });
    expect(service).not.toHaveProperty("platform_version");
    const [task] = staging.all("aws_ecs_task_definition");
    expect(task).toMatchObject({ requires_compatibilities: ["EC2"], network_mode: "awsvpc" });
  });

  it("tags instances as its provider tags everything else", () => {
    const specifications = staging.one("aws_launch_template")["tag_specifications"] as readonly object[];
    const tags = { environment: "staging", organization: "acme", "managed-by": "gantry", Name: "staging-app" };
    expect(specifications.map((one) => valueAt({ ...one }, "tags"))).toEqual([tags, tags, tags]);
  });

  it("is destroyed from the top: services, capacity, instances, cluster, and permissions last", () => {
    const stands = (path: string, on: readonly string[]) =>
      expect([...beneath(staging, path)]).toEqual(expect.arrayContaining([...on]));
    stands("service-api/service", ["cluster-app/capacity"]);
    stands("cluster-app/capacity", ["cluster-app/provider"]);
    stands("cluster-app/provider", ["cluster-app/instances/group"]);
    stands("cluster-app/instances/group", [
      "cluster-app/cluster",
      "cluster-app/https-out/out",
      "cluster-app/instance-role/ecs",
      "cluster-app/template/template",
    ]);
    expect(beneath(staging, "cluster-app/cluster")).toEqual(new Set());
  });

  it("lets its instances go by force when it is disposable", () => {
    expect(guards(staging)).toEqual({ force: true, instances: false, provider: "DISABLED" });
  });

  it("lets no instance go that runs tasks when it is protected", () => {
    expect(guards(production)).toEqual({ force: false, instances: true, provider: "ENABLED" });
  });

  it("has clusters of both kinds side by side, each service on its own", () => {
    const mixed = environment("staging", {
      "staging.clusters.batch": { on: "fargate", spotShare: 70 },
      "staging.services.web.cluster": "batch",
    });
    const strategy = (service: string) =>
      (
        mixed.at("aws_ecs_service", `service-${service}/service`)["capacity_provider_strategy"] as readonly object[]
      ).map((share) => valueAt({ ...share }, "capacity_provider"));
    expect(strategy("api")).toEqual(["${cluster-app/provider.name}"]);
    expect(strategy("web")).toEqual(["FARGATE", "FARGATE_SPOT"]);
    const rolls = (service: string) =>
      mixed.at("aws_ecs_service", `service-${service}/service`)["force_new_deployment"];
    expect([rolls("api"), rolls("web")]).toEqual([undefined, true]);
  });
});

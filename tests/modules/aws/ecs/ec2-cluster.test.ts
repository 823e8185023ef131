import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { AGENT_RESERVED_MEMORY_MIB } from "../../../../environments/capacity/reserve.js";
import { Ec2Cluster, type Ec2ClusterProps } from "../../../../modules/aws/ecs/cluster/ec2-cluster.js";
import { RESERVED_MEMORY_MIB } from "../../../../modules/aws/ecs/cluster/instance-template.js";
import { connectionLines } from "../../../support/connections.js";
import { networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

const props: Ec2ClusterProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  cluster: "app",
  instances: ["t3.small", "t3a.small"],
  count: [2, 4],
  spotShare: 0,
  architecture: "x86_64",
  diskGiB: 30,
  tags: { environment: "staging", "managed-by": "gantry" },
  containerInsights: "disabled",
  exec: false,
  logRetentionDays: 14,
  network: networkRef,
};
const cluster = (more: Partial<Ec2ClusterProps> = {}) =>
  synth((scope) => {
    const { ref } = new Ec2Cluster(scope, "cluster", { ...props, ...more });
    new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
  });
const stack = cluster();
const template = (of = stack) => of.one("aws_launch_template");
const group = (of = stack) => of.one("aws_autoscaling_group");
const userData = (of = stack) => Buffer.from(String(template(of)["user_data"]), "base64").toString();

describe("the instances of a cluster", () => {
  it("speak HTTPS, hear nobody and have no other connection", () => {
    expect(connectionLines(stack)).toEqual([
      "out cluster/group 443 0.0.0.0/0: to anywhere: ECS, images, Session Manager",
    ]);
  });

  it("may do what the agents of ECS and Session Manager do, and nothing else", () => {
    const role = stack.one("aws_iam_role");
    expect(JSON.parse(String(role["assume_role_policy"])).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
    expect(stack.all("aws_iam_role_policy_attachment")).toEqual([
      {
        role: "${cluster/instance-role/role.name}",
        policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
      },
      {
        role: "${cluster/instance-role/role.name}",
        policy_arn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
      },
    ]);
    expect(stack.all("aws_iam_role_policy")).toEqual([]);
    expect(valueAt(template(), "iam_instance_profile.arn")).toBe("${cluster/instance-role/profile.arn}");
  });

  it("have no public address and no key, and stand in the private subnets", () => {
    expect(template()["network_interfaces"]).toEqual([
      {
        associate_public_ip_address: "false",
        delete_on_termination: "true",
        security_groups: ["${cluster/group/group.id}"],
      },
    ]);
    expect(template()).not.toHaveProperty("key_name");
    expect(group()["vpc_zone_identifier"]).toEqual(["private-a", "private-b"]);
  });

  it("give their metadata to sessions alone, and to nothing behind another hop", () => {
    expect(template()["metadata_options"]).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
    expect(userData()).toContain("ECS_AWSVPC_BLOCK_IMDS=true");
  });

  it("have an encrypted disk of the size that was asked for", () => {
    expect(template(cluster({ diskGiB: 80 }))["block_device_mappings"]).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { delete_on_termination: "true", encrypted: "true", volume_size: 80, volume_type: "gp3" },
      },
    ]);
  });

  it("are launched from the newest ECS-optimized AMI of their architecture, which no plan looks up", () => {
    const path = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023";
    expect(template()["image_id"]).toBe(`${path}/recommended/image_id`);
    expect(template(cluster({ architecture: "arm64" }))["image_id"]).toBe(`${path}/arm64/recommended/image_id`);
    expect(stack.json.data).toBeUndefined();
  });

  it("join their cluster by these settings and no other", () => {
    expect(userData()).toBe(
      [
        "#!/bin/bash",
        "cat <<'EOF' >> /etc/ecs/ecs.config",
        "ECS_CLUSTER=staging-app",
        "ECS_RESERVED_MEMORY=32",
        "ECS_AWSVPC_BLOCK_IMDS=true",
        "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
        "ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance",
        "EOF",
        "",
      ].join("\n"),
    );
  });

  it("keep from tasks what the capacity check doesn't count on", () => {
    expect(RESERVED_MEMORY_MIB).toBe(AGENT_RESERVED_MEMORY_MIB);
  });

  it("carry the tags that the provider can't give them", () => {
    const tags = { environment: "staging", "managed-by": "gantry", Name: "staging-app" };
    expect(template()["tag_specifications"]).toEqual(
      ["instance", "volume", "network-interface"].map((resource_type) => ({ resource_type, tags })),
    );
  });
});

describe("the Auto Scaling group of a cluster", () => {
  it("has the range that was asked for, and leaves the number in it to ECS", () => {
    expect(group()).toMatchObject({ min_size: 2, max_size: 4 });
    expect(group()).not.toHaveProperty("desired_capacity");
    expect(group()["wait_for_capacity_timeout"]).toBe("0");
    expect(group()["tag"]).toEqual([{ key: "AmazonECSManaged", value: "true", propagate_at_launch: true }]);
  });

  it.each([0, 60, 100])("mixes the types, the preferred one first, %i percent of them on Spot", (spotShare) => {
    const mixed = group(cluster({ spotShare }));
    expect(mixed["mixed_instances_policy"]).toEqual({
      instances_distribution: {
        on_demand_allocation_strategy: "prioritized",
        on_demand_base_capacity: 0,
        on_demand_percentage_above_base_capacity: 100 - spotShare,
        spot_allocation_strategy: "price-capacity-optimized",
      },
      launch_template: {
        launch_template_specification: {
          launch_template_id: "${cluster/template/template.id}",
          version: "${cluster/template/template.latest_version}",
        },
        override: [{ instance_type: "t3.small" }, { instance_type: "t3a.small" }],
      },
    });
    expect(mixed["capacity_rebalance"]).toBe(spotShare > 0);
  });

  it("replaces an instance that EC2 finds unwell, on no load balancer's word", () => {
    expect(group()["health_check_type"]).toBe("EC2");
    expect(group()).not.toHaveProperty("target_group_arns");
  });

  it("replaces instances with new ones first, those too that ECS protects", () => {
    expect(group()["instance_refresh"]).toEqual({
      strategy: "Rolling",
      preferences: {
        min_healthy_percentage: 100,
        max_healthy_percentage: 150,
        scale_in_protected_instances: "Refresh",
      },
    });
  });

  it("keeps instances ready only where asked, and mixes none then", () => {
    const warm = cluster({ instances: ["t3.small"], warm: { minimum: 1, state: "stopped" } });
    expect(group(warm)["warm_pool"]).toEqual({ min_size: 1, pool_state: "Stopped" });
    expect(group(warm)).not.toHaveProperty("mixed_instances_policy");
    expect(template(warm)["instance_type"]).toBe("t3.small");
    expect(userData(warm)).toContain("ECS_WARM_POOLS_CHECK=true");
    expect(group()).not.toHaveProperty("warm_pool");
  });
});

describe("the capacity of a cluster", () => {
  it("is scaled and drained by ECS, and is what the cluster's tasks run on by default", () => {
    expect(stack.one("aws_ecs_capacity_provider")).toEqual({
      name: "staging-app",
      auto_scaling_group_provider: {
        auto_scaling_group_arn: "${cluster/instances/group.arn}",
        managed_draining: "ENABLED",
        managed_scaling: { status: "ENABLED", target_capacity: 100, instance_warmup_period: 120 },
      },
    });
    expect(stack.one("aws_ecs_cluster_capacity_providers")).toEqual({
      cluster_name: "${cluster/cluster.name}",
      capacity_providers: ["${cluster/provider.name}"],
      default_capacity_provider_strategy: [{ capacity_provider: "${cluster/provider.name}", weight: 1, base: 0 }],
    });
  });

  it("is all that a service needs to know of it", () => {
    expect(stack.readable(stack.json.output?.["ref"]?.["value"])).toEqual({
      name: "staging-app",
      id: "${cluster/capacity.id}",
      capacity: "ec2",
      capacityProviderStrategy: [{ capacityProvider: "${cluster/provider.name}", weight: 1, base: 0 }],
      instanceGroup: "staging-app",
    });
  });

  it("stands while its instances do, and they only while they have their cluster, their way out and their role", () => {
    expect(group()["depends_on"]).toEqual([
      "cluster/cluster",
      "cluster/group/group",
      "cluster/https-out/out",
      "cluster/instance-role/role",
      "cluster/instance-role/ecs",
      "cluster/instance-role/session-manager",
      "cluster/instance-role/profile",
      "cluster/template/template",
    ]);
  });
});

import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { FargateCluster } from "../../../../modules/aws/ecs/cluster/fargate-cluster.js";
import { TaskRoles } from "../../../../modules/aws/ecs/task/task-roles.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const common = { account: "222222222222", region: "eu-west-1", exec: false, logRetentionDays: 14 };

describe("a cluster", () => {
  const stack = synth((scope) => {
    const named = { ...common, environment: "staging", cluster: "app" };
    const { ref } = new FargateCluster(scope, "cluster", { ...named, containerInsights: "enhanced" });
    new TerraformOutput(scope, "id", { value: ref.id, staticId: true });
  });

  it("collects the insights that it is told to", () => {
    expect(stack.one("aws_ecs_cluster")).toEqual({
      name: "staging-app",
      setting: [{ name: "containerInsights", value: "enhanced" }],
    });
  });

  it("is known only once it has capacity, and outlives what runs on it", () => {
    expect(stack.one("aws_ecs_cluster_capacity_providers")["capacity_providers"]).toEqual(["FARGATE", "FARGATE_SPOT"]);
    expect(stack.readable(stack.json.output?.["id"]?.["value"])).toBe("${cluster/capacity.id}");
  });
});

describe("the share of Spot on Fargate", () => {
  const named = { ...common, environment: "staging", cluster: "app", containerInsights: "disabled" } as const;
  const strategy = (more: { readonly spotShare?: number }) => {
    let shares: unknown;
    synth((scope) => {
      shares = new FargateCluster(scope, "cluster", { ...named, ...more }).ref.capacityProviderStrategy;
    });
    return shares;
  };

  it("is none unless asked for", () => {
    expect(strategy({})).toEqual([{ capacityProvider: "FARGATE", weight: 1, base: 0 }]);
  });

  it.each([0, 70, 100])("is %i percent of every service's tasks", (spotShare) => {
    expect(strategy({ spotShare })).toEqual([
      { capacityProvider: "FARGATE", weight: 100 - spotShare, base: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: spotShare, base: 0 },
    ]);
  });
});

describe("the roles of a task", () => {
  const task = [{ actions: ["s3:GetObject"], resources: ["arn:documents/*"] }];
  const agent = [{ actions: ["secretsmanager:GetSecretValue"], resources: ["arn:main"] }];
  const named = { environment: "staging", service: "api" };
  const stack = synth((scope) => new TaskRoles(scope, "roles", { ...named, task, agent }));

  it("are two, which only ECS tasks can take", () => {
    expect(stack.all("aws_iam_role").map((role) => role["name"])).toEqual(["staging-api-agent", "staging-api-task"]);
    for (const role of stack.all("aws_iam_role")) {
      expect(JSON.parse(String(role["assume_role_policy"])).Statement).toEqual([
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
      ]);
    }
  });

  it("keep apart what the service may and what its agent may", () => {
    const allowed = (path: string) => statementsOf(stack.at("aws_iam_role_policy", path)["policy"]);
    expect(allowed("roles/task-permissions")).toEqual([
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:documents/*"] },
    ]);
    expect(allowed("roles/agent-permissions")).toEqual([
      { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn:main"] },
    ]);
    expect(stack.all("aws_iam_role_policy_attachment")).toEqual([]);
  });

  it("permit nothing of their own to a service without stores", () => {
    const none = synth((scope) => new TaskRoles(scope, "roles", { ...named, task: [], agent: [] }));
    expect(none.all("aws_iam_role_policy")).toEqual([]);
  });
});

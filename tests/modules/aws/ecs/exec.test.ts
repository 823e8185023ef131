import { describe, expect, it } from "vitest";
import { ExecAudit } from "../../../../modules/aws/ecs/cluster/exec-audit.js";
import { FargateCluster } from "../../../../modules/aws/ecs/cluster/fargate-cluster.js";
import { WebService } from "../../../../modules/aws/ecs/service/web-service.js";
import { openToExec } from "../../../../modules/aws/ecs/task/exec.js";
import type { TaskSettings } from "../../../../modules/aws/ecs/task/task-settings.js";
import { clusterRef, loadBalancerRef, networkRef, targetSettings } from "../../../support/refs.js";
import { type Synthesized, synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const cluster = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  cluster: "app",
  logRetentionDays: 14,
};
const withExec = (exec: boolean) =>
  synth((scope) => new FargateCluster(scope, "cluster", { ...cluster, containerInsights: "disabled", exec }));

const LOG_GROUP = "/gantry/staging/clusters/app/exec";
const LOG_GROUPS = "arn:aws:logs:eu-west-1:222222222222:log-group";

describe("ECS Exec", () => {
  it("is off unless a cluster asks for it", () => {
    const stack = withExec(false);
    expect(stack.one("aws_ecs_cluster")).not.toHaveProperty("configuration");
    expect(stack.all("aws_kms_key")).toEqual([]);
    expect(service(false).one("aws_ecs_service")).not.toHaveProperty("enable_execute_command");
    expect(service(false).pathsOf("aws_iam_role_policy")).toEqual(["service/roles/agent-permissions"]);
  });

  it("encrypts every session with a key of the cluster's own, and keeps it in a log group of its own", () => {
    const stack = withExec(true);
    expect(stack.one("aws_ecs_cluster")["configuration"]).toEqual({
      execute_command_configuration: {
        kms_key_id: "${cluster/exec/key/key.arn}",
        logging: "OVERRIDE",
        log_configuration: {
          cloud_watch_encryption_enabled: true,
          cloud_watch_log_group_name: "${cluster/exec/logs.name}",
        },
      },
    });
    expect(stack.one("aws_cloudwatch_log_group")).toEqual({
      name: LOG_GROUP,
      retention_in_days: 14,
      kms_key_id: "${cluster/exec/key/key.arn}",
    });
  });

  it("lets CloudWatch Logs use the key for that log group alone, and leaves the rest to IAM", () => {
    expect(statementsOf(withExec(true).one("aws_kms_key")["policy"])).toEqual([
      {
        Sid: "Iam",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: ["kms:*"],
        Resource: ["*"],
      },
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: ["*"],
        Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `${LOG_GROUPS}:${LOG_GROUP}` } },
      },
    ]);
  });

  it("permits a task to open channels, to write that log group and to decrypt, and nothing else", () => {
    const stack = service(true);
    expect(stack.one("aws_ecs_service")["enable_execute_command"]).toBe(true);
    const policy = stack.at("aws_iam_role_policy", "service/roles/task-permissions");
    expect(statementsOf(policy["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: ["*"],
      },
      { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: [`${LOG_GROUPS}:*`] },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [`${LOG_GROUPS}:${LOG_GROUP}:*`],
      },
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["${audit/key/key.arn}"] },
    ]);
  });
});

describe("a task that ECS Exec may open", () => {
  const sidecar = { image: "acme/proxy:1", cpu: 16, memoryMiB: 32, variables: {}, secrets: {} };
  const exceptions = { writableRoot: "it writes everywhere" };

  it("has an init process in every lasting container", () => {
    const task = openToExec<TaskSettings>("api", {
      exceptions,
      sidecars: { proxy: { ...sidecar, exceptions, essential: true }, prepare: { ...sidecar, essential: false } },
    });
    expect([task.init, task.sidecars?.["proxy"]?.init, task.sidecars?.["prepare"]?.init]).toEqual([
      true,
      true,
      undefined,
    ]);
    expect(task.volumes).toEqual({});
  });

  it("can be written to where the agent writes, although its root is read-only", () => {
    const task = openToExec<TaskSettings>("api", {
      volumes: { tmp: { kind: "scratch" } },
      mounts: { "/tmp": { volume: "tmp", readOnly: false } },
      sidecars: { proxy: { ...sidecar, essential: true } },
    });
    expect(task.mounts).toEqual({
      "/tmp": { volume: "tmp", readOnly: false },
      "/managed-agents": { volume: "exec-api-agents", readOnly: false },
      "/var/lib/amazon/ssm": { volume: "exec-api-state", readOnly: false },
      "/var/log/amazon/ssm": { volume: "exec-api-logs", readOnly: false },
    });
    expect(Object.keys(task.volumes ?? {})).toEqual([
      "tmp",
      "exec-api-agents",
      "exec-api-state",
      "exec-api-logs",
      "exec-proxy-agents",
      "exec-proxy-state",
      "exec-proxy-logs",
    ]);
    expect(task.sidecars?.["proxy"]?.mounts).toHaveProperty("/managed-agents", {
      volume: "exec-proxy-agents",
      readOnly: false,
    });
  });
});

function service(exec: boolean): Synthesized {
  return synth((scope) => {
    const audit = exec ? { exec: new ExecAudit(scope, "audit", cluster).permissions } : {};
    new WebService(scope, "service", {
      ...cluster,
      service: "api",
      image: "public.ecr.aws/acme/api:1.2.3",
      port: 8080,
      routes: ["/*"],
      priority: 1,
      ...targetSettings,
      graceSeconds: 60,
      variables: {},
      cpu: 256,
      memoryMiB: 512,
      count: 1,
      network: networkRef,
      cluster: { ...clusterRef, ...audit },
      loadBalancer: loadBalancerRef,
      stores: [],
    });
  });
}

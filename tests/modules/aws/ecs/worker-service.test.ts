import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { WorkerService, type WorkerServiceProps } from "../../../../modules/aws/ecs/service/worker-service.js";
import { connectionLines } from "../../../support/connections.js";
import { containersOf } from "../../../support/containers.js";
import { clusterRef, databaseRef, networkRef, queueRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

const props: WorkerServiceProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "jobs",
  image: "public.ecr.aws/acme/jobs:1.2.3",
  queue: queueRef,
  secondsPerMessage: 0.5,
  acceptableDelaySeconds: 60,
  variables: {},
  cpu: 256,
  memoryMiB: 512,
  count: { minimum: 1, maximum: 10 },
  logRetentionDays: 14,
  network: networkRef,
  cluster: clusterRef,
  stores: [databaseRef],
};
const service = (more: Partial<WorkerServiceProps> = {}) =>
  synth((scope) => {
    const { ref } = new WorkerService(scope, "service", { ...props, ...more });
    new TerraformOutput(scope, "ref", { value: { ...ref }, staticId: true });
  });
const mayDo = (more: Partial<WorkerServiceProps> = {}) =>
  statementsOf(service(more).at("aws_iam_role_policy", "service/roles/task-permissions")["policy"]).map(
    ({ Action, Resource }) => [Action, Resource],
  );
const toNothing = { count: { minimum: 0, maximum: 10 } };
const night = { at: "cron(0 22 * * ? *)", timeZone: "UTC", minimum: 0, maximum: 1 };

/** A metric of a target, as Terraform writes it. */
const metric = (id: string, namespace: string, name: string, stat: string, dimensions: object) => ({
  id,
  return_data: false,
  metric_stat: { stat, metric: { namespace, metric_name: name, dimensions } },
});

describe("a worker", () => {
  it("is reached by nobody, and speaks to its stores and to HTTPS alone", () => {
    expect(connectionLines(service())).toEqual([
      "in sg-main 5432 service/group: from service jobs: main",
      "out service/group 443 0.0.0.0/0: to anywhere: images, AWS and other APIs",
      "out service/group 5432 sg-main: to store main: main",
    ]);
    expect(service().one("aws_ecs_service")).not.toHaveProperty("load_balancer");
  });

  it("may receive from its queue and delete, and not send to it", () => {
    expect(mayDo()).toEqual([[["sqs:DeleteMessage", "sqs:ReceiveMessage"], ["arn:jobs"]]]);
  });

  it("may send to it where it names it as a store too", () => {
    expect(mayDo({ stores: [databaseRef, queueRef] })).toEqual([
      [["sqs:DeleteMessage", "sqs:ReceiveMessage"], ["arn:jobs"]],
      [["sqs:SendMessage"], ["arn:jobs"]],
    ]);
  });

  it("is told its queue once", () => {
    for (const stores of [[databaseRef], [queueRef]]) {
      const [{ container } = { container: undefined }] = containersOf(service({ stores }));
      expect(container?.environment.filter(({ name }) => name.startsWith("JOBS_"))).toEqual([
        { name: "JOBS_QUEUE_URL", value: "https://sqs/staging-jobs" },
      ]);
    }
  });

  it("offers what watches it", () => {
    expect(service().json.output?.["ref"]?.["value"]).toEqual({
      name: "jobs",
      kind: "worker",
      serviceName: "staging-jobs",
      clusterName: "staging-app",
      desiredCount: 1,
      stores: ["main", "jobs"],
      queueName: "staging-jobs",
      deadLetterName: "staging-jobs-dead",
      acceptableDelaySeconds: 60,
      rests: false,
    });
  });
});

describe("a worker with a range", () => {
  it("has as many tasks as its backlog needs to be gone in time", () => {
    const queue = [{ name: "QueueName", value: "staging-jobs" }];
    expect(service().one("aws_appautoscaling_policy")).toMatchObject({
      name: "backlog",
      policy_type: "TargetTrackingScaling",
      target_tracking_scaling_policy_configuration: {
        target_value: 120,
        customized_metric_specification: {
          metrics: [
            metric("waiting", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", queue),
            metric("working", "AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "Maximum", queue),
            metric("running", "AWS/ECS", "CPUUtilization", "SampleCount", [
              { name: "ClusterName", value: "staging-app" },
              { name: "ServiceName", value: "${service/service.name}" },
            ]),
            { id: "backlog", expression: "(waiting + FILL(working, 0)) / running", return_data: true },
          ],
        },
      },
    });
  });

  it("is scaled by what else it names, too", () => {
    const scale = { cpuPercent: 80, schedule: {} };
    expect(service({ scale }).pathsOf("aws_appautoscaling_policy")).toEqual([
      "service/scaling/backlog",
      "service/scaling/cpu",
    ]);
  });

  it("of a plain number is scaled by nothing", () => {
    expect(service({ count: 2 }).all("aws_appautoscaling_target")).toEqual([]);
  });
});

describe("a worker that may rest", () => {
  it("is woken by the messages that nobody is there for, to one task", () => {
    const stack = service(toNothing);
    expect(stack.at("aws_appautoscaling_policy", "service/wake-up/first-task")).toMatchObject({
      policy_type: "StepScaling",
      step_scaling_policy_configuration: {
        adjustment_type: "ExactCapacity",
        step_adjustment: [{ metric_interval_lower_bound: "0", scaling_adjustment: 1 }],
      },
    });
    const alarm = stack.one("aws_cloudwatch_metric_alarm");
    expect(alarm).toMatchObject({
      alarm_name: "staging-jobs-wake-up",
      alarm_actions: ["${service/wake-up/first-task.arn}"],
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treat_missing_data: "notBreaching",
    });
    const queries = alarm["metric_query"] as readonly { readonly id: string; readonly expression?: string }[];
    const { expression = "" } = queries.find(({ id }) => id === "unattended") ?? {};
    expect(expression).toBe("IF(FILL(working, 0) + FILL(received, 0) + FILL(vain, 0) == 0, waiting, 0)");
    // Every name in the expression is a metric that the alarm has.
    const used = new Set(expression.match(/[a-z]+/g));
    expect([...used].sort()).toEqual(queries.flatMap(({ id }) => (id === "unattended" ? [] : [id])).sort());
  });

  it("is one whose count may fall to 0, by itself or by the clock", () => {
    expect(service().all("aws_cloudwatch_metric_alarm")).toEqual([]);
    expect(service(toNothing).all("aws_cloudwatch_metric_alarm")).toHaveLength(1);
    expect(service({ scale: { schedule: { night } } }).all("aws_cloudwatch_metric_alarm")).toHaveLength(1);
    expect(service({ count: 0 }).all("aws_cloudwatch_metric_alarm")).toEqual([]);
  });
});

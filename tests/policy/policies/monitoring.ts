import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group/index.js";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Monitor } from "@cdktf/provider-datadog/lib/monitor/index.js";
import type { Resource, Synthesized } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

/** What tells of each of the four ways in which a web service can be unwell. */
const SIGNALS: Readonly<Record<string, string>> = {
  errors: "aws.applicationelb.httpcode_target_5xx",
  latency: "aws.applicationelb.target_response_time",
  tasks: "aws.ecs.service.running",
  targets: "aws.applicationelb.healthy_host_count",
};

function monitorsOf(stack: Synthesized, service: string): readonly Resource[] {
  return stack.all("datadog_monitor").filter(({ tags }) => (tags as readonly string[]).includes(`service:${service}`));
}

const webServices: Policy = {
  promise: "watches every web service for errors, latency, tasks and targets",
  violations: (stack) =>
    stack
      .all("aws_ecs_service")
      .filter((service) => service["load_balancer"] !== undefined)
      .flatMap((service) => {
        const name = String(valueAt(service, "tags.service"));
        const monitors = monitorsOf(stack, name);
        return Object.entries(SIGNALS)
          .filter(([, metric]) => !monitors.some(({ query }) => String(query).includes(metric)))
          .map(([signal]) => `nobody watches the ${signal} of ${name}`);
      }),
  broken: (scope) => {
    const loadBalancer = [{ containerName: "api", containerPort: 80, targetGroupArn: "arn:targets" }];
    new EcsService(scope, "service", { name: "api", loadBalancer, tags: { service: "api" } });
  },
};

const clusters: Policy = {
  promise: "watches every cluster on EC2 for instances that don't come",
  violations: (stack) =>
    stack
      .all("aws_autoscaling_group")
      .map(({ name }) => String(name))
      .filter((group) => {
        const scope = `{autoscalinggroupname:${group}}`;
        const watches = (query: unknown) => String(query).includes(`aws.autoscaling.group_desired_capacity${scope}`);
        return !stack.all("datadog_monitor").some(({ query }) => watches(query));
      })
      .map((group) => `nobody watches the instances of ${group}`),
  broken: (scope) => {
    new AutoscalingGroup(scope, "group", { name: "app", minSize: 0, maxSize: 1 });
  },
};

const AGE = "aws.sqs.approximate_age_of_oldest_message";
const WAITING = "aws.sqs.approximate_number_of_messages_visible";

/** Whether a monitor asks for that metric of that queue. */
function isWatched(stack: Synthesized, metric: string, queue: string): boolean {
  return stack
    .all("datadog_monitor")
    .map(({ query }) => String(query))
    .some((query) => query.includes(metric) && query.includes(`queuename:${queue}}`));
}

/** The queue whose ARN ends a text, or stands in one. */
const queueIn = (text: unknown) => /:([^:"]+)("|$)/.exec(String(text))?.[1] ?? "";

const queues: Policy = {
  promise: "watches every queue that has dead letters for its age and for them",
  violations: (stack) =>
    stack
      .all("aws_sqs_queue")
      .filter(({ redrive_policy }) => redrive_policy !== undefined)
      .flatMap((resource) => {
        const name = String(resource["name"]);
        const dead = queueIn(resource["redrive_policy"]);
        return [
          ...(isWatched(stack, AGE, name) ? [] : [`nobody watches the age of ${name}`]),
          ...(isWatched(stack, WAITING, dead) ? [] : [`nobody watches ${dead}`]),
        ];
      }),
  broken: (scope) => {
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-west-1:1:jobs-dead" });
    new SqsQueue(scope, "queue", { name: "jobs", redrivePolicy });
  },
};

/** Whether a schedule is the second guard of what ends by itself: given up, it has done no harm. */
const isGuard = (schedule: Resource) => String(valueAt(schedule, "target.arn")).endsWith(":ec2:terminateInstances");

const schedules: Policy = {
  promise: "keeps and watches what a schedule gave up",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type, resource }) => type === "aws_scheduler_schedule" && !isGuard(resource))
      .filter(({ resource }) => {
        const kept = valueAt(resource, "target.dead_letter_config.arn");
        return kept === undefined || !isWatched(stack, WAITING, queueIn(kept));
      })
      .map(({ path }) => path),
  broken: (scope) => {
    new SchedulerSchedule(scope, "schedule", {
      scheduleExpression: "rate(1 hour)",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: "arn:cluster", roleArn: "arn:role" },
    });
  },
};

/** Counts and burn rates, of which Datadog refuses the recovery. */
const WITHOUT_RECOVERY = ["event-v2 alert", "log alert", "slo alert", "trace-analytics alert"];

/** In the order in which things get worse. */
const LEVELS = [
  ["warning_recovery", "warning"],
  ["warning", "critical"],
  ["critical_recovery", "critical"],
] as const;

/** The least that a database is watched for. */
const DATABASE_METRICS = ["free_storage_space", "database_connections", "freeable_memory", "cpuutilization"];

const databases: Policy = {
  promise: "watches every database for its disk, its connections, its memory and its CPU",
  violations: (stack) => {
    const queries = stack.all("datadog_monitor").map(({ query }) => String(query));
    return stack.all("aws_db_instance").flatMap((resource) => {
      const database = String(resource["identifier"]);
      const own = queries.filter((query) => query.includes(`dbinstanceidentifier:${database}}`));
      return DATABASE_METRICS.filter((metric) => !own.some((query) => query.includes(`aws.rds.${metric}{`))).map(
        (metric) => `nobody watches the ${metric} of ${database}`,
      );
    });
  },
  broken: (scope) => {
    new DbInstance(scope, "database", { identifier: "main", instanceClass: "db.t4g.micro" });
  },
};

const thresholds: Policy = {
  promise: "has no monitor that Datadog would refuse for its thresholds",
  violations: (stack) =>
    stack.all("datadog_monitor").flatMap((monitor) => {
      const [, comparator, critical] = /([<>])=? (-?[\d.]+)$/.exec(String(monitor["query"])) ?? [];
      const level = (name: string) => Number(valueAt(monitor, `monitor_thresholds.${name}`));
      const counts = WITHOUT_RECOVERY.includes(String(monitor["type"]));
      const levels = counts ? LEVELS.filter(([name]) => name === "warning") : LEVELS;
      const worse = (a: number, b: number) => (comparator === ">" ? a > b : a < b);
      const title = String(monitor["name"]);
      return [
        ...(Number(critical) === level("critical") ? [] : [`${title}: its query asks for ${critical}`]),
        ...levels
          .filter(([better, than]) => !worse(level(than), level(better)))
          .map(([better, than]) => `${title}: ${than} is no worse than ${better}`),
      ];
    }),
  broken: (scope) => {
    new Monitor(scope, "monitor", {
      name: "reversed",
      type: "query alert",
      message: "",
      query: "avg(last_5m):avg:system.load.1{*} > 5",
      monitorThresholds: { warning: "6", warningRecovery: "4", critical: "5", criticalRecovery: "4" },
    });
  },
};

export const monitoring: readonly Policy[] = [webServices, queues, schedules, clusters, databases, thresholds];

import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import type { Policy } from "./policy.js";

/** What each API accepts, from its reference, apart from the table that makes the names. */
const LIMITS: Readonly<Record<string, readonly [argument: string, max: number, pattern: RegExp]>> = {
  aws_autoscaling_group: ["name", 255, /^[^\r\n\t:]+$/],
  aws_budgets_budget: ["name", 100, /^(?!.*\/action\/)[^:\\]+$/],
  aws_cloudtrail: ["name", 128, /^(?!.*[._-]{2})[a-zA-Z0-9][a-zA-Z0-9._-]+[a-zA-Z0-9]$/],
  aws_cloudwatch_log_group: ["name", 512, /^[a-zA-Z0-9_\-/.#]+$/],
  aws_cloudwatch_event_rule: ["name", 64, /^[\w.-]+$/],
  aws_cloudwatch_metric_alarm: ["alarm_name", 255, /^.+$/],
  aws_db_instance: ["identifier", 63, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_db_parameter_group: ["name", 255, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_db_subnet_group: ["name", 255, /^[a-z0-9][a-z0-9._ -]*$/],
  aws_dynamodb_table: ["name", 255, /^[\w.-]{3,}$/],
  aws_ecr_repository: ["name", 256, /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/],
  aws_ecs_capacity_provider: ["name", 255, /^(?!aws|ecs|fargate)[a-zA-Z0-9_-]+$/],
  aws_ecs_cluster: ["name", 255, /^[a-zA-Z0-9_-]+$/],
  aws_ecs_service: ["name", 255, /^[a-zA-Z0-9_-]+$/],
  aws_ecs_task_definition: ["family", 255, /^[a-zA-Z0-9_-]+$/],
  aws_elasticache_parameter_group: ["name", 255, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_elasticache_replication_group: ["replication_group_id", 40, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_elasticache_subnet_group: ["name", 255, /^[a-z0-9-]+$/],
  aws_elasticache_user: ["user_id", 40, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_elasticache_user_group: ["user_group_id", 40, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_iam_instance_profile: ["name", 128, /^[\w+=,.@-]+$/],
  aws_iam_role: ["name", 64, /^[\w+=,.@-]+$/],
  aws_kms_alias: ["name", 256, /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/],
  aws_launch_template: ["name", 128, /^[a-zA-Z0-9().\-/_]{3,}$/],
  aws_lb: ["name", 32, /^(?!internal-|-)[a-zA-Z0-9-]*[a-zA-Z0-9]$/],
  aws_lb_target_group: ["name", 32, /^(?!-)[a-zA-Z0-9-]*[a-zA-Z0-9]$/],
  aws_organizations_policy: ["name", 128, /^[\s\S]+$/],
  aws_rds_cluster: ["cluster_identifier", 63, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_rds_cluster_instance: ["identifier", 63, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_rds_cluster_parameter_group: ["name", 255, /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/],
  aws_s3_bucket: ["bucket", 63, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/],
  aws_scheduler_schedule: ["name", 64, /^[\w.-]+$/],
  aws_scheduler_schedule_group: ["name", 64, /^[\w.-]+$/],
  // AWS adds 26 characters to a prefix.
  aws_security_group: ["name_prefix", 229, /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/],
  aws_sfn_state_machine: ["name", 80, /^[\w-]+$/],
  aws_sqs_queue: ["name", 80, /^[\w-]+(\.fifo)?$/],
  aws_service_discovery_private_dns_namespace: ["name", 253, /^[a-z0-9-]+(\.[a-z0-9-]+)*$/],
  aws_service_discovery_service: ["name", 63, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/],
  aws_ssm_parameter: ["name", 1011, /^\/[\w./-]+$/],
  aws_wafv2_web_acl: ["name", 128, /^[\w-]+$/],
  datadog_monitor: ["name", 255, /^.+$/],
  gitlab_project_environment: ["name", 255, /^[\w /.${}-]+$/],
  gitlab_project_variable: ["key", 255, /^[a-zA-Z0-9_]+$/],
};

const limits: Policy = {
  promise: "calls nothing by a name that its API would refuse",
  violations: (stack) =>
    stack.resources().flatMap(({ type, path, resource }) => {
      const [argument, max, pattern] = LIMITS[type] ?? [];
      if (argument === undefined || max === undefined || pattern === undefined) return [];
      const name = (resource[argument] as string | undefined) ?? "";
      return name.length <= max && pattern.test(name) ? [] : [`${path}: ${argument} is ${JSON.stringify(name)}`];
    }),
  broken: (scope) => {
    new LbTargetGroup(scope, "targets", { name: "a-target-group-of-more-than-thirty-two" });
  },
};

export const names: readonly Policy[] = [limits];

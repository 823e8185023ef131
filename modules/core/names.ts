import { createHash } from "node:crypto";
import { GantryError } from "./errors.js";

interface Limit {
  readonly max: number;
  /** What a whole name must look like. */
  readonly pattern: RegExp;
  /** Stands between the parts. */
  readonly separator: string;
}

const dashed = (max: number, pattern = /^[a-zA-Z0-9-]+$/): Limit => ({ max, pattern, separator: "-" });

/**
 * What each type accepts as a name. Sources: the API reference of each service ("Name", "Length
 * constraints", "Pattern"). A type that isn't listed has no name made by us.
 */
const LIMITS = {
  aws_autoscaling_group: dashed(255),
  aws_cloudfront_origin_access_control: dashed(64, /^[\w-]+$/),
  aws_cloudfront_response_headers_policy: dashed(128, /^[\w-]+$/),
  aws_backup_plan: dashed(50, /^[\w.-]+$/),
  // 2 to 50.
  aws_backup_vault: dashed(50, /^[a-zA-Z0-9_-]{2,}$/),
  aws_budgets_budget: dashed(100, /^(?!.*\/action\/)[^:\\]+$/),
  // 3 to 128, and no two of . _ - together.
  aws_cloudtrail: dashed(128, /^(?=.{3})[a-zA-Z0-9]+([._-][a-zA-Z0-9]+)*$/),
  aws_cloudwatch_event_rule: dashed(64, /^[\w.-]+$/),
  aws_cloudwatch_log_delivery_destination: dashed(60, /^[\w-]+$/),
  aws_cloudwatch_log_delivery_source: dashed(60, /^[\w-]+$/),
  aws_cloudwatch_metric_alarm: dashed(255, /^.+$/),
  aws_db_event_subscription: dashed(255, /^[a-zA-Z][a-zA-Z0-9-]*$/),
  aws_db_instance: dashed(63, /^[a-z][a-z0-9-]*$/),
  aws_db_parameter_group: dashed(255, /^[a-z][a-z0-9-]*$/),
  aws_db_subnet_group: dashed(255, /^[a-z0-9][a-z0-9._ -]*$/),
  aws_dms_certificate: dashed(255, /^[a-z](?!.*--)[a-z0-9-]*$/),
  aws_dms_endpoint: dashed(255, /^[a-z](?!.*--)[a-z0-9-]*$/),
  aws_dms_replication_instance: dashed(63, /^[a-z](?!.*--)[a-z0-9-]*$/),
  aws_dms_replication_subnet_group: dashed(255, /^[a-z][a-z0-9._-]*$/),
  aws_dms_replication_task: dashed(255, /^[a-z](?!.*--)[a-z0-9-]*$/),
  aws_dynamodb_table: dashed(255, /^[\w.-]{3,}$/),
  aws_ecr_repository: { max: 256, pattern: /^[a-z0-9]+([._/-][a-z0-9]+)*$/, separator: "/" },
  aws_ecs_capacity_provider: dashed(255, /^(?!aws|ecs|fargate)[a-zA-Z0-9_-]+$/),
  aws_ecs_cluster: dashed(255, /^[a-zA-Z0-9_-]+$/),
  aws_ecs_service: dashed(255, /^[a-zA-Z0-9_-]+$/),
  aws_ecs_task_definition: dashed(255, /^[a-zA-Z0-9_-]+$/),
  aws_efs_file_system: dashed(64),
  aws_elasticache_parameter_group: dashed(255, /^[a-z][a-z0-9-]*$/),
  aws_elasticache_replication_group: dashed(40, /^[a-z][a-z0-9-]*$/),
  aws_elasticache_subnet_group: dashed(255, /^[a-z0-9-]+$/),
  aws_elasticache_user: dashed(40, /^[a-z][a-z0-9-]*$/),
  aws_elasticache_user_group: dashed(40, /^[a-z][a-z0-9-]*$/),
  aws_iam_instance_profile: dashed(128, /^[\w+=,.@-]+$/),
  aws_iam_role: dashed(64, /^[\w+=,.@-]+$/),
  aws_kinesis_firehose_delivery_stream: dashed(64, /^[\w.-]+$/),
  aws_kms_alias: { max: 250, pattern: /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/, separator: "/" },
  aws_launch_template: dashed(128, /^[a-zA-Z0-9().\-/_]{3,}$/),
  aws_lb: dashed(32, /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/),
  aws_lb_target_group: dashed(32, /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/),
  aws_cloudwatch_log_group: { max: 512, pattern: /^[\w./#-]+$/, separator: "/" },
  aws_organizations_policy: dashed(128, /^[\w .-]+$/),
  aws_rds_cluster: dashed(63, /^[a-z][a-z0-9-]*$/),
  aws_rds_cluster_instance: dashed(63, /^[a-z][a-z0-9-]*$/),
  aws_rds_cluster_parameter_group: dashed(255, /^[a-z][a-z0-9-]*$/),
  // 3 to 64, and lower case alone.
  aws_redshiftserverless_namespace: dashed(64, /^[a-z0-9-]{3,}$/),
  aws_redshiftserverless_workgroup: dashed(64, /^[a-z0-9-]{3,}$/),
  aws_s3_bucket: dashed(63, /^[a-z0-9][a-z0-9-]*[a-z0-9]$/),
  aws_scheduler_schedule: dashed(64, /^[\w.-]+$/),
  aws_scheduler_schedule_group: dashed(64, /^[\w.-]+$/),
  aws_security_group: dashed(255, /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/),
  aws_sfn_state_machine: dashed(80, /^[\w-]+$/),
  aws_sns_topic: dashed(256, /^[\w-]+$/),
  // 80, of which the end of a FIFO queue's name takes five.
  aws_sqs_queue: dashed(75, /^[\w-]+$/),
  // The label and the domain of a host name: both are looked up by DNS.
  aws_service_discovery_private_dns_namespace: { max: 253, pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, separator: "." },
  aws_service_discovery_service: dashed(63, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/),
  aws_ssm_parameter: { max: 1011, pattern: /^(\/[\w.-]+)+$/, separator: "/" },
  aws_vpc: dashed(255, /^.+$/),
  aws_wafv2_web_acl: dashed(128, /^[\w-]+$/),
} as const satisfies Record<string, Limit>;

export type NameKind = keyof typeof LIMITS;

const HASH_LENGTH = 6;

/**
 * The physical name of a thing of that Terraform type, made of its parts.
 *
 * A name that would be too long is cut and ends in a hash of the whole, so that two long names that
 * begin alike stay two. The same parts always give the same name.
 *
 * @throws GantryError for a type without known limits, and for parts that the type can't take
 */
export function name(kind: NameKind, ...parts: readonly string[]): string {
  const limit: Limit | undefined = LIMITS[kind];
  if (limit === undefined) {
    throw new GantryError({
      what: "has no known limits for its name",
      path: kind,
      allowed: Object.keys(LIMITS).join(", "),
      fix: "add it to the table in modules/core/names.ts, with the limits that its API documents",
    });
  }
  const whole = shorten(parts.join(limit.separator), limit);
  if (!limit.pattern.test(whole)) {
    throw new GantryError({
      what: "can't have this name",
      path: kind,
      value: whole,
      allowed: `${limit.pattern.source}, at most ${limit.max} characters`,
      fix: "rename the part that brings the character in",
    });
  }
  return whole;
}

function shorten(whole: string, { max, separator }: Limit): string {
  if (whole.length <= max) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_LENGTH);
  const kept = whole.slice(0, max - HASH_LENGTH - 1).replace(/[^a-zA-Z0-9]+$/, "");
  return `${kept}${separator === "/" ? "-" : separator}${hash}`;
}

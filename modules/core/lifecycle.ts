/** Protected: every deletion guard is on. Disposable: nothing stands in the way of a destroy. */
export type Lifecycle = "protected" | "disposable";

/** Arguments of a resource in Terraform's spelling. */
type Arguments = Readonly<Record<string, unknown>>;

/** How one stateful type is guarded, both ways. */
interface Guard {
  readonly protected: Arguments;
  readonly disposable: Arguments;
}

/** Guarded by Terraform alone: the type has no guard of its own. */
const PREVENT_DESTROY: Guard = {
  protected: { "lifecycle.prevent_destroy": true },
  disposable: {},
};

/** The provider empties it before it goes, or doesn't. */
const NO_FORCE: Guard = {
  protected: { force_destroy: false, "lifecycle.prevent_destroy": true },
  disposable: { force_destroy: true },
};

/** Of an instance on RDS and of a cluster of Aurora. */
const databaseGuard = (identifier: string): Guard => ({
  protected: {
    deletion_protection: true,
    skip_final_snapshot: false,
    final_snapshot_identifier: `${identifier}-final`,
    delete_automated_backups: false,
    "lifecycle.prevent_destroy": true,
  },
  disposable: { deletion_protection: false, skip_final_snapshot: true, delete_automated_backups: true },
});

/**
 * Every deletion guard of every type that holds something, in one place. The base stack applies it,
 * so no module can forget one; a type that stands neither here nor in {@link STATELESS} fails the
 * synth, so that what can't be destroyed, or can be too easily, is known before anything exists.
 */
const STATEFUL: Readonly<Record<string, (identifier: string) => Guard>> = {
  // A protected instance goes only once ECS has found it empty; a group that may not be deleted by
  // force waits for that. ECS demands that the provider's protection and the group's go together.
  aws_autoscaling_group: () => ({
    protected: { force_delete: false, force_delete_warm_pool: false, protect_from_scale_in: true },
    disposable: { force_delete: true, force_delete_warm_pool: true, protect_from_scale_in: false },
  }),
  aws_ecs_capacity_provider: () => ({
    protected: { "auto_scaling_group_provider.managed_termination_protection": "ENABLED" },
    disposable: { "auto_scaling_group_provider.managed_termination_protection": "DISABLED" },
  }),
  aws_db_instance: databaseGuard,
  aws_dynamodb_table: () => ({
    protected: { deletion_protection_enabled: true, "lifecycle.prevent_destroy": true },
    disposable: { deletion_protection_enabled: false },
  }),
  // Its instances hold nothing: the data are the cluster's.
  aws_rds_cluster: databaseGuard,
  aws_elasticache_replication_group: (identifier) => ({
    protected: { final_snapshot_identifier: `${identifier}-final`, "lifecycle.prevent_destroy": true },
    disposable: {},
  }),
  // Left out of the configuration, it goes only when it is empty: ECR refuses any other without force.
  aws_ecr_repository: () => ({
    protected: { force_delete: false, "lifecycle.prevent_destroy": true },
    disposable: { force_delete: true },
  }),
  aws_kms_key: () => ({
    protected: { deletion_window_in_days: 30, "lifecycle.prevent_destroy": true },
    disposable: { deletion_window_in_days: 7 },
  }),
  aws_lb: () => ({
    protected: { enable_deletion_protection: true },
    disposable: { enable_deletion_protection: false },
  }),
  aws_s3_bucket: () => NO_FORCE,
  aws_route53_zone: () => NO_FORCE,
  aws_cloudwatch_log_group: () => PREVENT_DESTROY,
  aws_sqs_queue: () => PREVENT_DESTROY,
  aws_efs_file_system: () => PREVENT_DESTROY,
  aws_backup_vault: () => NO_FORCE,
  // Its findings of the last ninety days go with it.
  aws_guardduty_detector: () => PREVENT_DESTROY,
  aws_organizations_account: () => PREVENT_DESTROY,
  aws_organizations_organization: () => PREVENT_DESTROY,
  // The provider takes no final snapshot of it.
  aws_redshiftserverless_namespace: () => PREVENT_DESTROY,
  digitalocean_domain: () => PREVENT_DESTROY,
  gitlab_project: () => PREVENT_DESTROY,
};

/** Types that can be made again from the code alone: losing one loses no data. */
const STATELESS: ReadonlySet<string> = new Set([
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_appautoscaling_policy",
  "aws_appautoscaling_scheduled_action",
  "aws_appautoscaling_target",
  "aws_backup_plan",
  "aws_backup_selection",
  "aws_backup_vault_lock_configuration",
  "aws_budgets_budget",
  "aws_ce_cost_allocation_tag",
  "aws_cloudfront_distribution",
  "aws_cloudfront_origin_access_control",
  "aws_cloudfront_response_headers_policy",
  // Its records lie in its bucket.
  "aws_cloudtrail",
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_event_target",
  "aws_cloudwatch_log_delivery",
  "aws_cloudwatch_log_delivery_destination",
  "aws_cloudwatch_log_delivery_source",
  "aws_cloudwatch_log_resource_policy",
  "aws_cloudwatch_log_stream",
  "aws_cloudwatch_log_subscription_filter",
  "aws_cloudwatch_metric_alarm",
  "aws_config_config_rule",
  "aws_config_configuration_recorder",
  "aws_config_configuration_recorder_status",
  "aws_config_delivery_channel",
  "aws_customer_gateway",
  "aws_db_event_subscription",
  "aws_db_parameter_group",
  "aws_db_subnet_group",
  "aws_default_security_group",
  // Copies what both of its sides keep.
  "aws_dms_certificate",
  "aws_dms_endpoint",
  "aws_dms_replication_instance",
  "aws_dms_replication_subnet_group",
  "aws_dms_replication_task",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository_policy",
  "aws_ecs_account_setting_default",
  "aws_ecs_cluster",
  "aws_ecs_cluster_capacity_providers",
  "aws_ecs_service",
  "aws_ecs_task_definition",
  "aws_efs_access_point",
  "aws_efs_backup_policy",
  "aws_efs_file_system_policy",
  "aws_efs_mount_target",
  "aws_egress_only_internet_gateway",
  "aws_eip",
  "aws_elasticache_parameter_group",
  "aws_elasticache_subnet_group",
  "aws_elasticache_user",
  "aws_elasticache_user_group",
  "aws_flow_log",
  "aws_guardduty_detector_feature",
  "aws_iam_instance_profile",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  // Of those that stand alone; what they work on is elsewhere.
  "aws_instance",
  "aws_internet_gateway",
  "aws_kms_alias",
  // What it couldn't deliver lies in its bucket.
  "aws_kinesis_firehose_delivery_stream",
  "aws_launch_template",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_nat_gateway",
  "aws_network_acl",
  "aws_network_acl_association",
  "aws_network_acl_rule",
  "aws_organizations_organizational_unit",
  "aws_organizations_policy",
  "aws_organizations_policy_attachment",
  "aws_route",
  "aws_route53_health_check",
  "aws_route53_record",
  "aws_route_table",
  "aws_route_table_association",
  "aws_rds_cluster_instance",
  "aws_rds_cluster_parameter_group",
  "aws_redshiftserverless_usage_limit",
  "aws_redshiftserverless_workgroup",
  "aws_s3_bucket_cors_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_object",
  "aws_scheduler_schedule",
  "aws_scheduler_schedule_group",
  "aws_security_group",
  "aws_service_discovery_instance",
  "aws_service_discovery_private_dns_namespace",
  "aws_service_discovery_service",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_ssm_parameter",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_vpc_peering_connection",
  "aws_vpc_peering_connection_accepter",
  "aws_vpc_peering_connection_options",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpn_connection",
  "aws_vpn_connection_route",
  "aws_vpn_gateway",
  "aws_vpn_gateway_route_propagation",
  "aws_wafv2_web_acl",
  "aws_wafv2_web_acl_association",
  "aws_wafv2_web_acl_logging_configuration",
  "datadog_dashboard_json",
  "datadog_downtime_schedule",
  "datadog_integration_aws_account",
  "datadog_logs_custom_pipeline",
  "datadog_logs_index",
  "datadog_logs_index_order",
  "datadog_monitor",
  "datadog_service_level_objective",
  "datadog_software_catalog",
  "datadog_synthetics_test",
  "digitalocean_record",
  "gitlab_project_environment",
  "gitlab_project_variable",
  "gitlab_user_runner",
  // Remembers which revision of a migration has run; at worst it runs again.
  "terraform_data",
]);

/** Types whose loss loses data: a plan shows what happens to them first. */
export const statefulTypes: ReadonlySet<string> = new Set(Object.keys(STATEFUL));

/** Every type that the tables know, and so that a stack may hold. */
export const classifiedTypes: ReadonlySet<string> = new Set([...statefulTypes, ...STATELESS]);

/** Whether the tables know the type at all. */
export function isClassified(type: string): boolean {
  return classifiedTypes.has(type);
}

/**
 * The arguments that put a resource's guards up or take them down; none for a stateless type.
 *
 * @param identifier the resource's own physical name; it's part of the name of a final snapshot
 */
export function guardsOf(type: string, lifecycle: Lifecycle, identifier: string): Arguments {
  return STATEFUL[type]?.(identifier)[lifecycle] ?? {};
}

import { describe, expect, it } from "vitest";
import { guardsOf, isClassified, statefulTypes } from "../../../modules/core/lifecycle.js";

const PREVENTED = { "lifecycle.prevent_destroy": true };

/** Every stateful type with its guards up and down. */
const GUARDS: Readonly<Record<string, readonly [up: object, down: object]>> = {
  aws_autoscaling_group: [
    { force_delete: false, force_delete_warm_pool: false, protect_from_scale_in: true },
    { force_delete: true, force_delete_warm_pool: true, protect_from_scale_in: false },
  ],
  aws_cloudwatch_log_group: [PREVENTED, {}],
  aws_efs_file_system: [PREVENTED, {}],
  aws_db_instance: [
    {
      ...PREVENTED,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "staging-main-final",
      delete_automated_backups: false,
    },
    { deletion_protection: false, skip_final_snapshot: true, delete_automated_backups: true },
  ],
  aws_dynamodb_table: [{ ...PREVENTED, deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  aws_rds_cluster: [
    {
      ...PREVENTED,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "staging-main-final",
      delete_automated_backups: false,
    },
    { deletion_protection: false, skip_final_snapshot: true, delete_automated_backups: true },
  ],
  aws_elasticache_replication_group: [{ ...PREVENTED, final_snapshot_identifier: "staging-main-final" }, {}],
  aws_ecr_repository: [{ ...PREVENTED, force_delete: false }, { force_delete: true }],
  aws_ecs_capacity_provider: [
    { "auto_scaling_group_provider.managed_termination_protection": "ENABLED" },
    { "auto_scaling_group_provider.managed_termination_protection": "DISABLED" },
  ],
  aws_kms_key: [{ ...PREVENTED, deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }],
  aws_redshiftserverless_namespace: [PREVENTED, {}],
  aws_backup_vault: [{ ...PREVENTED, force_destroy: false }, { force_destroy: true }],
  aws_guardduty_detector: [PREVENTED, {}],
  aws_lb: [{ enable_deletion_protection: true }, { enable_deletion_protection: false }],
  aws_organizations_account: [PREVENTED, {}],
  aws_organizations_organization: [PREVENTED, {}],
  aws_route53_zone: [{ ...PREVENTED, force_destroy: false }, { force_destroy: true }],
  aws_s3_bucket: [{ ...PREVENTED, force_destroy: false }, { force_destroy: true }],
  aws_sqs_queue: [PREVENTED, {}],
  digitalocean_domain: [PREVENTED, {}],
  gitlab_project: [PREVENTED, {}],
};

describe("the guards of a lifecycle", () => {
  it.each(Object.entries(GUARDS))("stand on a protected %s and are gone from a disposable one", (type, [up, down]) => {
    expect(guardsOf(type, "protected", "staging-main")).toEqual(up);
    expect(guardsOf(type, "disposable", "staging-main")).toEqual(down);
  });

  it("are known for these types and no other", () => {
    expect([...statefulTypes].sort()).toEqual(Object.keys(GUARDS).sort());
  });

  it("name a final snapshot by the database, so that two never share one", () => {
    expect(guardsOf("aws_db_instance", "protected", "other")).toMatchObject({
      final_snapshot_identifier: "other-final",
    });
  });

  it("are none for a type that can be made again", () => {
    expect(isClassified("aws_ecs_service")).toBe(true);
    expect(guardsOf("aws_ecs_service", "protected", "api")).toEqual({});
  });

  it("leave a type unclassified that nobody has judged", () => {
    expect(isClassified("aws_redshift_cluster")).toBe(false);
  });
});

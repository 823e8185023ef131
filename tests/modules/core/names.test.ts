import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NameKind, name } from "../../../modules/core/names.js";
import { problemsOf } from "../../support/configuration.js";

/** The longest name and the characters of each type, from the API references, apart from the code's own table. */
const API: Readonly<Record<NameKind, readonly [max: number, alphabet: RegExp]>> = {
  aws_autoscaling_group: [255, /^[^\r\n\t:]+$/],
  aws_backup_plan: [50, /^[a-zA-Z0-9\-_.]+$/],
  aws_backup_vault: [50, /^[a-zA-Z0-9\-_]{2,}$/],
  aws_cloudfront_origin_access_control: [64, /^[\w-]+$/],
  aws_cloudfront_response_headers_policy: [128, /^[\w-]+$/],
  aws_budgets_budget: [100, /^[^:\\]+$/],
  aws_cloudtrail: [128, /^(?!.*[._-]{2})[a-zA-Z0-9][a-zA-Z0-9._-]{1,}[a-zA-Z0-9]$/],
  aws_cloudwatch_log_delivery_destination: [60, /^[\w-]+$/],
  aws_cloudwatch_log_delivery_source: [60, /^[\w-]+$/],
  aws_cloudwatch_log_group: [512, /^[a-zA-Z0-9_\-/.#]+$/],
  aws_cloudwatch_event_rule: [64, /^[\w.-]+$/],
  aws_cloudwatch_metric_alarm: [255, /^.+$/],
  aws_db_event_subscription: [255, /^[a-zA-Z][a-zA-Z0-9-]*$/],
  aws_db_instance: [63, /^[a-z]([a-z0-9-]*[a-z0-9])?$/],
  aws_db_parameter_group: [255, /^[a-z]([a-z0-9-]*[a-z0-9])?$/],
  aws_db_subnet_group: [255, /^[a-z0-9][a-z0-9._ -]*$/],
  aws_dms_certificate: [255, /^[a-zA-Z]((?!--)[a-zA-Z0-9-])*(?<!-)$/],
  aws_dms_endpoint: [255, /^[a-zA-Z]((?!--)[a-zA-Z0-9-])*(?<!-)$/],
  aws_dms_replication_instance: [63, /^[a-zA-Z]((?!--)[a-zA-Z0-9-])*(?<!-)$/],
  aws_dms_replication_subnet_group: [255, /^(?!default$)[a-zA-Z0-9._-]+$/],
  aws_dms_replication_task: [255, /^[a-zA-Z]((?!--)[a-zA-Z0-9-])*(?<!-)$/],
  aws_dynamodb_table: [255, /^[\w.-]{3,}$/],
  aws_ecr_repository: [256, /^[a-z0-9]+([._/-][a-z0-9]+)*$/],
  aws_ecs_capacity_provider: [255, /^(?!aws|ecs|fargate)[a-zA-Z0-9_-]+$/],
  aws_ecs_cluster: [255, /^[a-zA-Z0-9_-]+$/],
  aws_ecs_service: [255, /^[a-zA-Z0-9_-]+$/],
  aws_ecs_task_definition: [255, /^[a-zA-Z0-9_-]+$/],
  aws_efs_file_system: [64, /^.+$/],
  aws_elasticache_parameter_group: [255, /^[a-z](?!.*--)[a-z0-9-]*$/],
  aws_elasticache_replication_group: [40, /^[a-z]((?!--)[a-z0-9-])*(?<!-)$/],
  aws_elasticache_subnet_group: [255, /^[a-z0-9-]+$/],
  aws_elasticache_user: [40, /^[a-z][a-z0-9-]*$/],
  aws_elasticache_user_group: [40, /^[a-z][a-z0-9-]*$/],
  aws_iam_instance_profile: [128, /^[\w+=,.@-]+$/],
  aws_iam_role: [64, /^[\w+=,.@-]+$/],
  aws_kinesis_firehose_delivery_stream: [64, /^[\w.-]+$/],
  aws_kms_alias: [256, /^alias\/[a-zA-Z0-9/_-]+$/],
  aws_launch_template: [128, /^[a-zA-Z0-9().\-/_]{3,}$/],
  aws_lb: [32, /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/],
  aws_lb_target_group: [32, /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/],
  aws_organizations_policy: [128, /^[\s\S]+$/],
  aws_rds_cluster: [63, /^[a-z]((?!--)[a-z0-9-])*(?<!-)$/],
  aws_rds_cluster_instance: [63, /^[a-z]((?!--)[a-z0-9-])*(?<!-)$/],
  aws_rds_cluster_parameter_group: [255, /^[a-z]((?!--)[a-z0-9-])*(?<!-)$/],
  aws_redshiftserverless_namespace: [64, /^[a-z0-9-]{3,}$/],
  aws_redshiftserverless_workgroup: [64, /^[a-z0-9-]{3,}$/],
  aws_s3_bucket: [63, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/],
  aws_scheduler_schedule: [64, /^[\w.-]+$/],
  aws_scheduler_schedule_group: [64, /^[\w.-]+$/],
  aws_security_group: [255, /^[\w .:/()#,@[\]+=&;{}!$*-]+$/],
  aws_sfn_state_machine: [80, /^[\w-]+$/],
  aws_sns_topic: [256, /^[a-zA-Z0-9_-]+$/],
  aws_sqs_queue: [80, /^[\w-]+(\.fifo)?$/],
  aws_service_discovery_private_dns_namespace: [253, /^[a-z0-9-]+(\.[a-z0-9-]+)*$/],
  aws_service_discovery_service: [63, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/],
  aws_ssm_parameter: [1011, /^\/[\w./-]+$/],
  aws_vpc: [256, /^.+$/],
  aws_wafv2_web_acl: [128, /^[\w-]+$/],
};
const kinds = Object.keys(API) as NameKind[];

/** What the type's name must begin with. */
const PREFIX: Partial<Record<NameKind, string>> = {
  aws_ecs_capacity_provider: "staging",
  aws_kms_alias: "alias",
  aws_launch_template: "staging",
  aws_ssm_parameter: "/gantry",
  aws_cloudwatch_log_group: "/gantry",
};
const of = (kind: NameKind, ...parts: readonly string[]) => name(kind, ...[PREFIX[kind] ?? []].flat(), ...parts);

const slug = (maxLength: number) =>
  fc
    .stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .filter((text) => text.length <= maxLength && !/^(aws|ecs|fargate|internal-|sg-)/.test(text));
const anyKind = fc.constantFrom(...kinds);

/** Made once for all types: to make them takes far longer than to name by them. */
const ANY_PARTS = fc
  .sample(fc.tuple(slug(20), slug(40), fc.integer({ min: 1, max: 30 })), 200)
  .map(([environment, part, times]) => [environment, ...Array.from({ length: times }, () => part)]);

describe("a physical name", () => {
  it("is its parts with the type's separator", () => {
    expect(name("aws_db_instance", "staging", "main")).toBe("staging-main");
    expect(name("aws_kms_alias", "alias", "gantry", "staging")).toBe("alias/gantry/staging");
    expect(name("aws_ssm_parameter", "/gantry", "ops", "zone")).toBe("/gantry/ops/zone");
    expect(name("aws_cloudwatch_log_group", "/gantry", "staging", "api")).toBe("/gantry/staging/api");
  });

  it.each(kinds)("of %s keeps to the limits of the API, however long the parts", (kind) => {
    const [max, alphabet] = API[kind];
    const made = ANY_PARTS.map((parts) => of(kind, ...parts));
    expect(made.filter((name) => name.length > max || !alphabet.test(name))).toEqual([]);
  });

  it("is the same for the same parts", () => {
    fc.assert(
      fc.property(anyKind, slug(20), (kind, part) => {
        const [one, other] = [1, 2].map(() => of(kind, "staging", part));
        return one === other;
      }),
    );
  });

  it("ends in a hash when it was cut, so that two that begin alike stay two", () => {
    const [one, other] = [1, 2].map((last) => name("aws_lb", "staging", `a-very-long-name-of-a-balancer-${last}`));
    expect(one).toMatch(/^staging-a-very-long-name-[0-9a-f]{6}$/);
    expect(one).toHaveLength(31);
    expect(one?.slice(0, -6)).toBe(other?.slice(0, -6));
    expect(one).not.toBe(other);
  });

  it("stays apart from every other name that begins alike", () => {
    fc.assert(
      fc.property(anyKind, slug(20), fc.integer({ min: 1, max: 999 }), (kind, part, last) => {
        const long = Array.from({ length: 60 }, () => "long-enough-to-be-cut");
        return of(kind, part, ...long, "0") !== of(kind, part, ...long, String(last));
      }),
    );
  });

  it("leaves a name alone that just fits", () => {
    expect(name("aws_lb", "a".repeat(32))).toBe("a".repeat(32));
    expect(name("aws_lb", "a".repeat(33))).toHaveLength(32);
  });

  it("never ends in a separator before the hash", () => {
    expect(name("aws_lb", "a".repeat(24), "b".repeat(24))).toMatch(/^a{24}-[0-9a-f]{6}$/);
  });

  it("rejects a type whose limits nobody has looked up, and says where to add it", () => {
    expect(problemsOf(() => name("aws_glue_job" as NameKind, "x"))).toEqual([
      {
        path: "aws_glue_job",
        what: "has no known limits for its name",
        allowed: expect.stringContaining("aws_lb_target_group") as string,
        fix: "add it to the table in modules/core/names.ts, with the limits that its API documents",
      },
    ]);
  });

  it.each<readonly [NameKind, readonly string[], string]>([
    ["aws_s3_bucket", ["Acme", "documents"], "Acme-documents"],
    ["aws_db_instance", ["1st"], "1st"],
    ["aws_lb", ["internal", "api"], "internal-api"],
    ["aws_security_group", ["sg", "api"], "sg-api"],
    ["aws_kms_alias", ["alias", "aws", "s3"], "alias/aws/s3"],
    ["aws_ssm_parameter", ["gantry", "ops"], "gantry/ops"],
    ["aws_ecs_cluster", [""], ""],
  ])("rejects %s made of %j", (kind, parts, value) => {
    expect(problemsOf(() => name(kind, ...parts))).toEqual([
      {
        path: kind,
        what: "can't have this name",
        value,
        allowed: expect.stringMatching(/at most \d+ characters$/) as string,
        fix: "rename the part that brings the character in",
      },
    ]);
  });
});
